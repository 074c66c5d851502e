package io.redoubt.core.toy;

import io.redoubt.core.model.Objective;
import io.redoubt.core.model.TensorRole;
import io.redoubt.core.model.TensorSpec;
import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.ScriptMethod;
import io.redoubt.core.script.ScriptMethod.Type;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * A network with two sets of batch norms, as in adversarial contrastive learning (Jiang et al. 2020). The list of weights
 * that a method receives selects the set: {@link ScriptMethods#LOSSES} uses the adversarial set, {@link #CLEAN_LOSSES} the
 * clean one, whose tensors have the prefix {@code clean.}.
 *
 * @param network has one set, which becomes the adversarial one
 */
record DualBatchNorm(Objective network) implements Objective {
    static final ScriptMethod CLEAN_LOSSES = ScriptMethods.LOSSES.named("clean_losses");
    private static final ScriptMethod CLEAN_WEIGHTS =
            new ScriptMethod("clean_weights", Type.TENSORS, ScriptMethods.WEIGHTS);

    @Override
    public List<TensorSpec> tensors() {
        List<TensorSpec> all = new ArrayList<>(network.tensors());
        network.tensors().stream()
                .filter(DualBatchNorm::isBatchNorm)
                .forEach(spec -> all.add(
                        new TensorSpec("clean." + spec.name(), spec.shape(), spec.role(), spec.part(), spec.fanIn())));
        return all;
    }

    private static boolean isBatchNorm(TensorSpec spec) {
        return spec.role() != TensorRole.WEIGHT && spec.role() != TensorRole.EMBEDDING;
    }

    @Override
    public void define(ScriptSource source) {
        ScriptSource inner = new ScriptSource();
        network.define(inner);
        source.include("one_", inner);
        List<Value> clean = new ArrayList<>();
        int copy = network.tensors().size();
        for (TensorSpec spec : network.tensors()) {
            clean.add(ScriptMethods.WEIGHTS.element(isBatchNorm(spec) ? copy++ : clean.size()));
        }
        source.define(CLEAN_WEIGHTS, CodeBlock.of("return {clean}").with("clean", Value.list(clean)));
        source.define(ScriptMethods.LOSSES, CodeBlock.of("""
            return self.one_losses(w, x, t, trunk_training, head_training)
            """));
        source.define(CLEAN_LOSSES, CodeBlock.of("""
            return self.one_losses(self.clean_weights(w), x, t, trunk_training, head_training)
            """));
        source.define(ScriptMethods.CORRECT, CodeBlock.of("return self.one_correct(w, x, t)"));
    }
}
