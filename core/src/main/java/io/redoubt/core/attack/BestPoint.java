package io.redoubt.core.attack;

import java.util.Optional;

/**
 * What is known of an image while no search is under way for it. The arrays are not copied and not to be changed.
 *
 * @param cleanLogits what the classifier says of the image itself
 * @param strongest the point whose margin is smallest, if any was given
 */
public record BestPoint(float[] cleanLogits, Optional<Point> strongest) {
    /**
     * A point in the ball.
     *
     * @param values in [0,1]
     * @param logits what the classifier says of it
     */
    public record Point(float[] values, float[] logits) {}
}
