package io.redoubt.core.train;

import io.redoubt.core.model.PyTorchRecording;
import io.redoubt.core.safetensors.Safetensors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** What PyTorch computed for the training options, see {@code src/test/fixtures/training_reference.py}. */
public record RecordedTraining(Safetensors file) {

    /** Learning rates by schedule. */
    static RecordedTraining schedules() {
        return named("schedules");
    }

    /** Losses, gradients and adversarial images of {@link PyTorchRecording} of depth 10. */
    public static RecordedTraining losses() {
        return named("losses");
    }

    private static RecordedTraining named(String name) {
        try (InputStream in = RecordedTraining.class.getResourceAsStream(name + ".safetensors")) {
            return new RecordedTraining(Safetensors.read(ByteBuffer.wrap(in.readAllBytes())));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public float[] floats(String name) {
        return PyTorchRecording.floats(file.tensor(name));
    }
}
