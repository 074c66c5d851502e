package io.redoubt.core.attack.logits;

import io.redoubt.core.model.NetworkWriter;
import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.ScriptMethod;
import io.redoubt.core.script.ScriptMethod.Type;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import io.redoubt.core.script.TorchScriptModule;
import io.redoubt.core.script.Value;
import java.nio.file.Path;

/**
 * Any classifier as an exported TorchScript archive. Loading it runs the code in the archive, see {@link
 * TorchScriptModule}. Its {@code forward} takes a batch of images and returns logits (B, classes), float32; the gradient
 * must flow from these to the images.
 */
public final class TorchScriptModel implements LogitFunction {
    /** Maps images to the value range of the network and normalises them. */
    private static final ScriptMethod INPUT = new ScriptMethod("input", Type.TENSOR, ScriptMethods.IMAGES);

    /** Returns a copy of the images with respect to which gradients are computed. */
    private static final ScriptMethod LEAF = new ScriptMethod("leaf", Type.TENSOR, ScriptMethods.IMAGES);

    private final ImageInput input;
    private final TorchScriptModule network;
    private final ScriptModule module;
    private final int classes;

    private TorchScriptModel(TorchScriptModule network, ImageInput input) {
        this.network = network;
        this.input = input;
        module = ScriptModule.load(source(input));
        try {
            classes = new TorchScriptProbe(this, input.shape()).classes();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Loads an archive and checks it on a few images.
     *
     * @throws IllegalArgumentException when it cannot be loaded, or is not a classifier of such images: the call fails,
     *     does not return finite float32 logits (B, classes), one image changes the logits of another, or no gradient
     *     flows to the images
     */
    public static TorchScriptModel load(Path file, ImageInput input) {
        return new TorchScriptModel(TorchScriptModule.load(file), input);
    }

    private static ScriptSource source(ImageInput input) {
        NetworkWriter net = new NetworkWriter(0);
        Value scaled = net.call("torch.mul", ScriptMethods.IMAGES.value(), Value.of(input.high() - input.low()));
        Value mapped = net.call("torch.add", scaled, Value.of(input.low()));
        ScriptSource source = new ScriptSource();
        net.define(source, INPUT, net.normalise(mapped, input.normalisation()));
        source.define(LEAF, CodeBlock.of("return torch.requires_grad_(torch.detach(x), True)\n"));
        GraphPass.define(source);
        return source;
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public float[][] logits(float[][] points) {
        try (ScriptStep step = module.step()) {
            return GraphPass.rows(forward(step, images(step, points)), points.length);
        }
    }

    @Override
    public Pass pass(float[][] points) {
        return GraphPass.of(module, step -> {
            DeviceTensor leaf = step.call(LEAF, images(step, points)).get(0);
            return new GraphPass(step, leaf, forward(step, leaf), points.length);
        });
    }

    /** Returns the unchecked output of the network. */
    DeviceTensor forward(ScriptStep step, DeviceTensor images) {
        return step.forward(network, step.call(INPUT, images).get(0));
    }

    ScriptStep step() {
        return module.step();
    }

    DeviceTensor images(ScriptStep step, float[][] points) {
        return GraphPass.images(step, points, input.shape());
    }

    @Override
    public void close() {
        module.close();
        network.close();
    }
}
