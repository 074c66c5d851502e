package io.redoubt.core.attack.logits;

import io.redoubt.core.model.NetworkWriter;
import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.ScriptMethod;
import io.redoubt.core.script.ScriptMethod.Argument;
import io.redoubt.core.script.ScriptMethod.Type;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import io.redoubt.core.script.TorchScriptModule;
import io.redoubt.core.script.Value;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * Any classifier as an exported TorchScript archive. Loading it runs the code in the archive, see {@link
 * TorchScriptModule}. Its {@code forward} takes a batch of images and returns logits (B, classes), float32; the gradient
 * must flow from these to the images.
 */
public final class TorchScriptModel implements LogitFunction, AutoCloseable {
    /** The input of the network: images in its value range, normalised. */
    private static final ScriptMethod INPUT = new ScriptMethod("input", Type.TENSOR, ScriptMethods.IMAGES);

    /** A copy of the images that gradients are taken with respect to. */
    private static final ScriptMethod LEAF = new ScriptMethod("leaf", Type.TENSOR, ScriptMethods.IMAGES);

    /** The gradient of the inner product of logits and directions with respect to the images. */
    private static final ScriptMethod BACKWARD = new ScriptMethod(
            "backward",
            Type.TENSOR,
            new Argument("logits", Type.TENSOR),
            new Argument("z", Type.TENSOR),
            new Argument("directions", Type.TENSOR));

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
        source.define(BACKWARD, CodeBlock.of("""
                grad_outputs = annotate(List[Optional[Tensor]], [directions])
                g = torch.grad([logits], [z], grad_outputs)[0]
                assert g is not None
                return torch.contiguous(g)
                """));
        return source;
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public float[][] logits(float[][] points) {
        try (ScriptStep step = module.step()) {
            return rows(forward(step, images(step, points)), points.length);
        }
    }

    @Override
    public Pass pass(float[][] points) {
        ScriptStep step = module.step();
        try {
            DeviceTensor leaf = step.call(LEAF, images(step, points)).get(0);
            return new GraphPass(step, leaf, forward(step, leaf), points.length);
        } catch (RuntimeException e) {
            step.close();
            throw e;
        }
    }

    /** What the network returns, unchecked. */
    DeviceTensor forward(ScriptStep step, DeviceTensor images) {
        return step.forward(network, step.call(INPUT, images).get(0));
    }

    ScriptStep step() {
        return module.step();
    }

    DeviceTensor images(ScriptStep step, float[][] points) {
        long[] dimensions = {
            points.length,
            input.shape().channels(),
            input.shape().height(),
            input.shape().width()
        };
        return step.floats(dimensions, into -> fill(points, into));
    }

    private static void fill(float[][] rows, FloatBuffer into) {
        for (float[] row : rows) {
            into.put(row);
        }
    }

    private static float[][] rows(DeviceTensor tensor, int count) {
        FloatBuffer all = FloatBuffer.wrap(tensor.toFloats());
        float[][] rows = new float[count][all.capacity() / count];
        for (float[] row : rows) {
            all.get(row);
        }
        return rows;
    }

    @Override
    public void close() {
        module.close();
        network.close();
    }

    private record GraphPass(ScriptStep step, DeviceTensor leaf, DeviceTensor output, int points) implements Pass {
        @Override
        public float[][] logits() {
            return rows(output, points);
        }

        @Override
        public float[][] gradients(float[][] weights) {
            DeviceTensor directions = step.floats(new long[] {points, weights[0].length}, into -> fill(weights, into));
            List<DeviceTensor> gradient = step.call(BACKWARD, output, leaf, directions);
            return rows(gradient.get(0), points);
        }

        @Override
        public void close() {
            step.close();
        }
    }
}
