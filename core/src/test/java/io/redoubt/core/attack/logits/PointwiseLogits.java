package io.redoubt.core.attack.logits;

import java.util.Arrays;
import java.util.stream.IntStream;

/** A classifier that is defined by its logits and gradients at one point. */
public interface PointwiseLogits extends LogitFunction {

    /** Logits of one point. */
    float[] logits(float[] point);

    /** The gradient of a weighted sum of logits at one point. */
    float[] gradient(float[] point, float[] weights);

    @Override
    default float[][] logits(float[][] points) {
        return Arrays.stream(points).map(this::logits).toArray(float[][]::new);
    }

    @Override
    default Pass pass(float[][] points) {
        PointwiseLogits function = this;
        return new Pass() {
            @Override
            public float[][] logits() {
                return function.logits(points);
            }

            @Override
            public float[][] gradients(float[][] weights) {
                return IntStream.range(0, points.length)
                        .mapToObj(b -> gradient(points[b], weights[b]))
                        .toArray(float[][]::new);
            }

            @Override
            public void close() {}
        };
    }
}
