package io.redoubt.core.toy;

import io.redoubt.api.ExtensionNames;
import io.redoubt.api.ExtensionPoint;
import io.redoubt.api.attack.AttackFamily;
import io.redoubt.api.attack.AttackProvider;
import io.redoubt.core.model.Normalisation;
import java.util.List;
import java.util.Map;

/** The names of the toy extensions, so that requests may use them in tests. */
public final class ToyNames implements ExtensionNames, AttackProvider {
    @Override
    public Map<ExtensionPoint, List<String>> names() {
        return Map.of(
                ExtensionPoint.PRETEXT_TASK, List.of("flip", "contrastive"),
                ExtensionPoint.TRAINING_LOSS, List.of("mart", "madry-awp"),
                ExtensionPoint.NORM, List.of("rms"),
                ExtensionPoint.ARCHITECTURE, List.of("toy"));
    }

    @Override
    public void requireNetwork(String architecture, int depth, int width) {
        if (architecture.equals("toy")) {
            new ToyNetwork(depth, width, 2, Normalisation.none(1));
        }
    }

    @Override
    public List<AttackFamily> attacks() {
        return List.of(CornerAttack.FAMILY);
    }
}
