package io.redoubt.core.pretext;

import io.redoubt.core.model.Network;
import io.redoubt.core.model.Objective;
import io.redoubt.data.random.RandomStream;

/**
 * Predicts which of four rotations was applied (Gidaris et al. 2018), as in the paper's code: each image is rotated
 * counter-clockwise by {@code k} quarter turns, where {@code k} in 0 to 3 is the class. Classes are balanced within a
 * batch.
 */
public final class RotationTask implements PretextTask {
    private static final int TURNS = 4;

    @Override
    public String name() {
        return "rotation";
    }

    @Override
    public Objective objective(Network backbone) {
        return backbone.withClasses(TURNS);
    }

    /**
     * A prefix of a random permutation of 0, 1, 2, 3, 0, 1, ..., whose length is the next multiple of 4 above {@code
     * images}.
     */
    @Override
    public long[] drawTargets(int images, RandomStream random) {
        int[] order = random.permutation((images / TURNS + 1) * TURNS);
        long[] targets = new long[images];
        for (int i = 0; i < images; i++) {
            targets[i] = order[i] % TURNS;
        }
        return targets;
    }

    @Override
    public void transform(float[] image, int side, long[] targets, float[] transformed) {
        int plane = side * side;
        int last = side - 1;
        for (int i = 0; i < image.length; i++) {
            int y = i % plane / side;
            int x = i % side;
            int source =
                    switch ((int) targets[0]) {
                        case 0 -> y * side + x;
                        case 1 -> x * side + last - y;
                        case 2 -> (last - y) * side + last - x;
                        case 3 -> (last - x) * side + y;
                        default ->
                            throw new IllegalArgumentException(
                                    "target is " + targets[0] + "; use 0 to 3 quarter turns");
                    };
            transformed[i] = image[i - i % plane + source];
        }
    }
}
