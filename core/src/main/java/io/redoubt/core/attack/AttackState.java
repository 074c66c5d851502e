package io.redoubt.core.attack;

import io.redoubt.api.report.AttackFigures;
import io.redoubt.data.ImageShape;
import io.redoubt.data.file.OutputFile;
import io.redoubt.data.safetensors.Safetensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The state of a suite between two blocks of searches, when no search is running. It is complete: the random numbers of an
 * image are functions of its seed. It shares the best points with the run: write it before the next block ends.
 *
 * @param shape shape of an image
 * @param bestPoints the best point of every image, in order
 * @param finished the clean pass and the finished attacks; passes of an ensemble count once
 * @param unfinished the next attack
 */
public record AttackState(
        ImageShape shape, BestPoints bestPoints, List<AttackFigures> finished, PartialAttack unfinished) {

    public AttackState {
        finished = List.copyOf(finished);
        if (finished.isEmpty()) {
            throw new IllegalArgumentException("finished is empty; it must start with the pass over the clean images");
        }
    }

    /** Returns the number of finished searches over all attacks; it grows as the suite makes progress. */
    public int searches() {
        return finished.stream().mapToInt(AttackFigures::attacked).sum() + unfinished.done();
    }

    /** Writes this state to a file. */
    public void write(Path file) throws IOException {
        AttackStateFormat format = new AttackStateFormat(shape);
        OutputFile.write(file, out -> Safetensors.write(out, format.tensors(this), AttackStateFormat.metadata(this)));
    }

    /**
     * Reads a state from a file.
     *
     * @throws io.redoubt.data.safetensors.SafetensorsException if the file is not safetensors
     * @throws IllegalArgumentException if it is not the state of an attack on images of {@code shape}
     */
    public static AttackState read(Path file, ImageShape shape) throws IOException {
        return new AttackStateFormat(shape).read(Safetensors.read(file));
    }
}
