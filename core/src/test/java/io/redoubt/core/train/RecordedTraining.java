package io.redoubt.core.train;

import io.redoubt.core.model.PyTorchRecording;
import io.redoubt.core.model.Weights;
import io.redoubt.core.safetensors.Safetensors;
import io.redoubt.core.safetensors.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** What PyTorch computed for the training options, see {@code src/test/fixtures/training_reference.py}. */
public record RecordedTraining(Safetensors file) {
    private static final String WEIGHTS = "before.";

    /** Learning rates by schedule. */
    static RecordedTraining schedules() {
        return named("schedules");
    }

    /** Losses, gradients and adversarial images of {@link PyTorchRecording} of depth 10. */
    public static RecordedTraining losses() {
        return named("losses");
    }

    /** Losses of three tasks on one trunk, the diversity term, and gradients: {@code joint_reference.py}. */
    static RecordedTraining joint() {
        return named("joint");
    }

    /** The weights that the losses are of. */
    Weights weights() {
        return Weights.of(file.tensors().values().stream()
                .filter(tensor -> tensor.name().startsWith(WEIGHTS))
                .map(tensor -> new Tensor(
                        tensor.name().substring(WEIGHTS.length()), tensor.dtype(), tensor.shape(), tensor.data()))
                .toList());
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
