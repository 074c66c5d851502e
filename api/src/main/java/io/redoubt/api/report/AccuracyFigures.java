package io.redoubt.api.report;

import io.redoubt.api.Require;
import java.util.List;

/**
 * A measured accuracy.
 *
 * @param right images with the true class predicted
 * @param images images evaluated, at least 1
 * @param accuracy the share, in [0, 1]
 * @param confidence95 95 % Wilson interval of the share: low, high
 */
public record AccuracyFigures(int right, int images, double accuracy, List<Double> confidence95) {

    public AccuracyFigures {
        Require.between("images", images, 1, Integer.MAX_VALUE);
        Require.between("right", right, 0, images);
        confidence95 = List.copyOf(Require.present("confidence95", confidence95));
    }
}
