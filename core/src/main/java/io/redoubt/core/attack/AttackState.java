package io.redoubt.core.attack;

import io.redoubt.core.data.ImageShape;
import io.redoubt.core.safetensors.Safetensors;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An attack between two blocks of searches, when none is under way. Nothing else is carried over: an image's random
 * numbers are functions of its seed.
 *
 * @param shape of the images
 * @param findings of every image, in order
 * @param rungs that are finished: at least that over the images as they are
 * @param unfinished the next
 */
public record AttackState(
        ImageShape shape, List<BestPoint> findings, List<AttackOutcome> rungs, PartialAttack unfinished) {

    public AttackState {
        findings = List.copyOf(findings);
        rungs = List.copyOf(rungs);
        if (rungs.isEmpty()) {
            throw new IllegalArgumentException("rungs is empty; the images as they are come first");
        }
    }

    /** The searches that have come to their end, over all rungs: how far the attack has come. */
    public int searches() {
        return rungs.stream().mapToInt(AttackOutcome::attacked).sum() + unfinished.done();
    }

    /** Writes this state to a file. */
    public void write(Path file) throws IOException {
        AttackStateFormat format = new AttackStateFormat(shape);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            Safetensors.write(out, format.tensors(this), AttackStateFormat.metadata(this));
        }
    }

    /**
     * Reads a state from a file.
     *
     * @throws io.redoubt.core.safetensors.SafetensorsException when it is not safetensors
     * @throws IllegalArgumentException when it holds no state of an attack on images of that shape
     */
    public static AttackState read(Path file, ImageShape shape) throws IOException {
        return new AttackStateFormat(shape).read(Safetensors.read(file));
    }
}
