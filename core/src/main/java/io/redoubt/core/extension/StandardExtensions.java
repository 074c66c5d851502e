package io.redoubt.core.extension;

import io.redoubt.api.ExtensionNames;
import io.redoubt.api.ExtensionPoint;
import io.redoubt.api.attack.AttackFamily;
import io.redoubt.api.attack.AttackProvider;
import io.redoubt.core.attack.Attacks;
import io.redoubt.core.loss.TrainingLosses;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.network.Networks;
import io.redoubt.core.pretext.PretextTasks;
import io.redoubt.core.threat.PerturbationSets;
import java.util.List;
import java.util.Map;

/** The names in the standard registries, as a service provider. */
public final class StandardExtensions implements ExtensionNames, AttackProvider {
    @Override
    public Map<ExtensionPoint, List<String>> names() {
        return Map.of(
                ExtensionPoint.PRETEXT_TASK, PretextTasks.STANDARD.names(),
                ExtensionPoint.TRAINING_LOSS, TrainingLosses.STANDARD.names(),
                ExtensionPoint.NORM, PerturbationSets.STANDARD.names(),
                ExtensionPoint.ARCHITECTURE, Networks.STANDARD.names());
    }

    @Override
    public void requireNetwork(String architecture, int depth, int width) {
        if (Networks.STANDARD.names().contains(architecture)) {
            Networks.STANDARD.network(architecture, depth, width, 2, Normalisation.none(1));
        }
    }

    @Override
    public List<AttackFamily> attacks() {
        return Attacks.STANDARD.families();
    }
}
