package io.redoubt.core.toy;

import io.redoubt.core.model.Network;
import io.redoubt.core.model.Objective;
import io.redoubt.core.pretext.PretextTask;
import io.redoubt.data.random.RandomStream;

/** Predicts whether an image was turned upside down: {@code UpsideDownTask} of {@code docs/extending.md}. */
public final class FlipTask implements PretextTask {
    @Override
    public String name() {
        return "flip";
    }

    @Override
    public Objective objective(Network backbone) {
        return backbone.withClasses(2);
    }

    @Override
    public long[] drawTargets(int images, RandomStream random) {
        long[] targets = new long[images];
        for (int i = 0; i < images; i++) {
            targets[i] = random.nextInt(2);
        }
        return targets;
    }

    @Override
    public void transform(float[] image, int side, long[] targets, float[] transformed) {
        for (int row = 0; row < image.length / side; row++) {
            int y = row % side;
            int source = targets[0] == 0 ? row : row - y + side - 1 - y;
            System.arraycopy(image, source * side, transformed, row * side, side);
        }
    }
}
