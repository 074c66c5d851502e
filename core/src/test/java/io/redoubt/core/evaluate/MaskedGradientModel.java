package io.redoubt.core.evaluate;

import io.redoubt.core.model.Classifier;
import io.redoubt.core.model.Network;
import io.redoubt.core.model.TensorSpec;
import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptSource;
import java.util.List;

/**
 * A network behind a layer that hides its gradients and changes next to nothing else.
 *
 * @param network as it was trained
 * @param input script of what the network is given instead of {@code x}
 * @param output script of what is answered instead of {@code z}, its logits
 */
record MaskedGradientModel(Network network, String input, String output) implements Classifier {

    /** A network as it is. */
    static MaskedGradientModel nothing(Network network) {
        return new MaskedGradientModel(network, "x", "z");
    }

    /** Pixels rounded to one of so many levels. */
    static MaskedGradientModel quantised(Network network, int levels) {
        return new MaskedGradientModel(
                network, "torch.div(torch.round(torch.mul(x, %d)), %d)".formatted(levels, levels), "z");
    }

    /** Logits so far apart that the softmax is a one and zeros. */
    static MaskedGradientModel saturated(Network network) {
        return new MaskedGradientModel(network, "x", "torch.mul(z, 1000)");
    }

    /** Both. */
    static MaskedGradientModel quantisedAndSaturated(Network network, int levels) {
        return new MaskedGradientModel(network, quantised(network, levels).input, saturated(network).output);
    }

    /** The probabilities in place of the logits. */
    static MaskedGradientModel probabilities(Network network) {
        return new MaskedGradientModel(network, "x", "torch.softmax(z, 1)");
    }

    /** Other logits in every pass. */
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
