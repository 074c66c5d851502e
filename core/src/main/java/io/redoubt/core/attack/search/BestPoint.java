package io.redoubt.core.attack.search;

import java.util.Optional;

/**
 * The result for one image while no search is running. The arrays are not copied and must not be modified.
 *
 * @param cleanLogits logits of the unperturbed image
 * @param strongest the point with the smallest margin, if any was offered
 */
public record BestPoint(float[] cleanLogits, Optional<Point> strongest) {
    /**
     * A point in the ball.
     *
     * @param values in [0,1]
     * @param logits its logits
     */
    public record Point(float[] values, float[] logits) {}
}
