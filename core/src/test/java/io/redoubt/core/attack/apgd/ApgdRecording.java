package io.redoubt.core.attack.apgd;

import io.redoubt.core.attack.logits.LinearLogits;
import io.redoubt.core.attack.logits.TanhLogits;
import io.redoubt.core.model.PyTorchRecording;
import io.redoubt.data.safetensors.Safetensors;
import io.redoubt.data.safetensors.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Recorded PyTorch results of Auto-PGD, see {@code src/test/fixtures/evaluation_reference.py}.
 *
 * @param file the recorded tensors
 */
public record ApgdRecording(Safetensors file) {

    public static ApgdRecording read() {
        try (InputStream in = ApgdRecording.class.getResourceAsStream("auto-pgd.safetensors")) {
            return new ApgdRecording(Safetensors.read(ByteBuffer.wrap(in.readAllBytes())));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public float[] floats(String name) {
        return PyTorchRecording.floats(file.tensor(name));
    }

    public int[] ints(String name) {
        Tensor tensor = file.tensor(name);
        int[] values = new int[(int) tensor.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (int) tensor.data().asLongBuffer().get(i);
        }
        return values;
    }

    /** The rows of a matrix. */
    public float[][] rows(String name) {
        float[] values = floats(name);
        int columns = (int) file.tensor(name).shape()[1];
        float[][] rows = new float[values.length / columns][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(values, i * columns, (i + 1) * columns);
        }
        return rows;
    }

    /** The network of a trajectory. */
    public TanhLogits network(String trajectory) {
        return new TanhLogits(
                rows(trajectory + ".w1"),
                floats(trajectory + ".b1"),
                new LinearLogits(rows(trajectory + ".w2"), floats(trajectory + ".b2")));
    }
}
