package io.redoubt.core.model;

import io.redoubt.core.model.network.PreActResNet;
import io.redoubt.core.model.network.StageLayout;
import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.ScriptStep;
import io.redoubt.data.safetensors.Safetensors;
import io.redoubt.data.safetensors.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * Recorded PyTorch results of a network of width 2 with five classes, see {@code
 * src/test/fixtures/pytorch_reference.py}.
 *
 * @param architecture the network
 * @param file the recorded tensors
 */
public record PyTorchRecording(PreActResNet architecture, Safetensors file) {

    /** The recordings by depth: 10 and 18 with basic blocks, 14 and 50 with bottlenecks. */
    public static PyTorchRecording ofDepth(int depth) {
        String blocks = StageLayout.ofDepth(depth).bottleneck() ? "bottleneck-" : "basic-";
        return of(depth, PyTorchRecording.class, blocks + depth);
    }

    /**
     * A recording with its own network.
     *
     * @param beside a class in the package of the file
     */
    public static PyTorchRecording of(int depth, Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name + ".safetensors")) {
            return new PyTorchRecording(
                    new PreActResNet(depth, 2, 5, Normalisation.IMAGENET),
                    Safetensors.read(ByteBuffer.wrap(in.readAllBytes())));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The network's weights, whose names begin with {@code when}, such as {@code before} the first step. */
    public Weights weights(String when) {
        String prefix = when + ".";
        return Weights.of(file.tensors().values().stream()
                .filter(tensor -> tensor.name().startsWith(prefix))
                .map(tensor -> new Tensor(
                        tensor.name().substring(prefix.length()), tensor.dtype(), tensor.shape(), tensor.data()))
                .toList());
    }

    public DeviceTensor images(ScriptStep step) {
        return floats(step, "x");
    }

    public DeviceTensor targets(ScriptStep step) {
        return longs(step, "t");
    }

    /** A float32 tensor as an argument. */
    public DeviceTensor floats(ScriptStep step, String name) {
        Tensor tensor = file.tensor(name);
        return step.floats(tensor.shape(), into -> into.put(tensor.data().asFloatBuffer()));
    }

    /** An int64 tensor as an argument. */
    public DeviceTensor longs(ScriptStep step, String name) {
        Tensor tensor = file.tensor(name);
        long[] values = new long[(int) tensor.elements()];
        tensor.data().asLongBuffer().get(values);
        return step.longs(values, tensor.shape());
    }

    public float[] floats(String name) {
        return floats(file.tensor(name));
    }

    public static float[] floats(Tensor tensor) {
        float[] values = new float[(int) tensor.elements()];
        tensor.data().asFloatBuffer().get(values);
        return values;
    }
}
