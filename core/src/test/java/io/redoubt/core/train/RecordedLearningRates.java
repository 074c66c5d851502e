package io.redoubt.core.train;

import io.redoubt.core.model.PyTorchRecording;
import io.redoubt.data.safetensors.Safetensors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Recorded learning rates of PyTorch schedules, see {@code src/test/fixtures/training_reference.py}. */
final class RecordedLearningRates {
    private RecordedLearningRates() {}

    /** Returns the learning rate of each step. */
    static float[] of(String schedule) {
        try (InputStream in = RecordedLearningRates.class.getResourceAsStream("schedules.safetensors")) {
            return PyTorchRecording.floats(
                    Safetensors.read(ByteBuffer.wrap(in.readAllBytes())).tensor(schedule));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
