package io.redoubt.core.adversary;

import io.redoubt.core.model.NetworkPart;
import io.redoubt.core.model.Objective;
import io.redoubt.core.model.TensorRole;
import io.redoubt.core.model.TensorSpec;
import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptSource;
import java.util.List;

/**
 * An objective whose best attack is known: the loss of an image is the sum of its pixels times {@code w[0]}.
 *
 * @param pixels the number of pixels of an image
 */
record LinearObjective(int pixels) implements Objective {
    @Override
    public List<TensorSpec> tensors() {
        return List.of(new TensorSpec("slope", List.of((long) pixels), TensorRole.WEIGHT, NetworkPart.HEAD, pixels));
    }

    @Override
    public void define(ScriptSource source) {
        source.define(
                ScriptMethods.LOSSES, CodeBlock.of("return torch.sum(torch.mul(torch.flatten(x, 1), w[0]), [1])"));
    }
}
