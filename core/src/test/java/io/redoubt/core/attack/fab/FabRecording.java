package io.redoubt.core.attack.fab;

import io.redoubt.core.model.PyTorchRecording;
import io.redoubt.data.safetensors.Safetensors;
import io.redoubt.data.safetensors.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * Recorded results of an independent computation of FAB and Square, see {@code
 * src/test/fixtures/boundary_reference.py}.
 */
public final class FabRecording {
    private static final Safetensors FILE = read();

    private FabRecording() {}

    private static Safetensors read() {
        try (InputStream in = FabRecording.class.getResourceAsStream("boundary.safetensors")) {
            return Safetensors.read(ByteBuffer.wrap(in.readAllBytes()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static float[] values(String name) {
        return PyTorchRecording.floats(FILE.tensor(name));
    }

    /** A matrix by its rows. */
    public static float[][] rows(String name) {
        Tensor tensor = FILE.tensor(name);
        float[][] rows = new float[(int) tensor.shape()[0]][(int) tensor.shape()[1]];
        float[] all = PyTorchRecording.floats(tensor);
        for (int i = 0; i < all.length; i++) {
            rows[i / rows[0].length][i % rows[0].length] = all[i];
        }
        return rows;
    }
}
