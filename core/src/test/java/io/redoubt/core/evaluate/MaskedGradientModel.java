package io.redoubt.core.evaluate;

import io.redoubt.core.model.Classifier;
import io.redoubt.core.model.Network;
import io.redoubt.core.model.TensorSpec;
import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptSource;
import java.util.List;

/**
 * A network with a layer that masks its gradients and hardly changes its predictions.
 *
 * @param network the trained network
 * @param input script expression that replaces the input {@code x}
 * @param output script expression that replaces the logits {@code z}
 */
record MaskedGradientModel(Network network, String input, String output) implements Classifier {

    /** The network without masking. */
    static MaskedGradientModel unmasked(Network network) {
        return new MaskedGradientModel(network, "x", "z");
    }

    /** Rounds pixels to a number of levels. */
    static MaskedGradientModel quantised(Network network, int levels) {
        return new MaskedGradientModel(
                network, "torch.div(torch.round(torch.mul(x, %d)), %d)".formatted(levels, levels), "z");
    }

    /** Scales the logits so that the softmax is one-hot. */
    static MaskedGradientModel saturated(Network network) {
        return new MaskedGradientModel(network, "x", "torch.mul(z, 1000)");
    }

    /** Both. */
    static MaskedGradientModel quantisedAndSaturated(Network network, int levels) {
        return new MaskedGradientModel(network, quantised(network, levels).input, saturated(network).output);
    }

    /** Returns probabilities instead of logits. */
    static MaskedGradientModel probabilities(Network network) {
        return new MaskedGradientModel(network, "x", "torch.softmax(z, 1)");
    }

    /** Returns different logits in every pass. */
    static MaskedGradientModel random(Network network) {
        return new MaskedGradientModel(network, "x", "torch.add(z, torch.mul(torch.randn_like(z), 100))");
    }

    @Override
    public int classes() {
        return network.classes();
    }

    @Override
    public int channels() {
        return network.channels();
    }

    @Override
    public List<TensorSpec> tensors() {
        return network.tensors();
    }

    @Override
    public void defineLogits(ScriptSource source) {
        ScriptSource own = new ScriptSource();
        network.defineLogits(own);
        source.include("own_", own);
        source.define(
                ScriptMethods.LOGITS,
                CodeBlock.of("""
                z = self.own_logits(w, {input}, trunk_training, head_training)
                return {output}
                """).with("input", CodeBlock.of(input)).with("output", CodeBlock.of(output)));
    }
}
