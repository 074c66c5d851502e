package io.redoubt.core.model;

import io.redoubt.core.safetensors.Safetensors;
import io.redoubt.core.safetensors.Tensor;
import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.ScriptStep;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * What PyTorch computed for a network of width 2 with five classes, see {@code src/test/fixtures/pytorch_reference.py}.
 *
 * @param architecture the network
 * @param file the recorded tensors
 */
public record PyTorchRecording(Architecture architecture, Safetensors file) {

    /** The recordings by depth: 10 with basic blocks, 14 with bottlenecks. */
    public static PyTorchRecording ofDepth(int depth) {
        String name = (depth == 10 ? "basic-" : "bottleneck-") + depth + ".safetensors";
        try (InputStream in = PyTorchRecording.class.getResourceAsStream(name)) {
            return new PyTorchRecording(
                    new Architecture(depth, 2, 5, Normalisation.IMAGENET),
                    Safetensors.read(ByteBuffer.wrap(in.readAllBytes())));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The network's weights {@code before} or {@code after} two steps of training. */
    public Weights weights(String when) {
        String prefix = when + ".";
        return Weights.of(file.tensors().values().stream()
                .filter(tensor -> tensor.name().startsWith(prefix))
                .map(tensor -> new Tensor(
                        tensor.name().substring(prefix.length()), tensor.dtype(), tensor.shape(), tensor.data()))
                .toList());
    }

    public DeviceTensor images(ScriptStep step) {
        Tensor x = file.tensor("x");
        return step.floats(x.shape(), into -> into.put(x.data().asFloatBuffer()));
    }

    public DeviceTensor targets(ScriptStep step) {
        return step.longs(labels(), labels().length);
    }

    public float[] floats(String name) {
        return floats(file.tensor(name));
    }

    public static float[] floats(Tensor tensor) {
        float[] values = new float[(int) tensor.elements()];
        tensor.data().asFloatBuffer().get(values);
        return values;
    }

    private long[] labels() {
        Tensor t = file.tensor("t");
        long[] labels = new long[(int) t.elements()];
        t.data().asLongBuffer().get(labels);
        return labels;
    }
}
