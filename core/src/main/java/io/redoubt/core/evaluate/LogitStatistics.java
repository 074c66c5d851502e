package io.redoubt.core.evaluate;

import io.redoubt.core.attack.LogitFunction;
import io.redoubt.core.attack.PassCounts;
import io.redoubt.core.data.BatchAugmentation;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.data.IndexRange;
import java.nio.FloatBuffer;

/**
 * What the outputs of a classifier on clean images tell of it.
 *
 * @param right images classified right
 * @param zeroGradients images where the gradient of the cross entropy, in float32 as usual, is zero everywhere
 * @param probabilities whether all outputs are shares that sum to 1
 * @param changing images classified differently in a second pass
 * @param passes what it cost
 */
record LogitStatistics(int right, int zeroGradients, boolean probabilities, int changing, PassCounts passes) {
    private static final int BATCH = 128;
    private static final double ROUNDING = 1e-4;

    static LogitStatistics of(LogitFunction function, ImageSet images, IndexRange range) {
        LogitStatistics all = new LogitStatistics(0, 0, true, 0, PassCounts.NONE);
        for (int from = range.from(); from < range.to(); from += BATCH) {
            all = all.and(batch(function, images, new IndexRange(from, Math.min(range.to(), from + BATCH))));
        }
        return all;
    }

    private LogitStatistics and(LogitStatistics more) {
        return new LogitStatistics(
                right + more.right,
                zeroGradients + more.zeroGradients,
                probabilities && more.probabilities,
                changing + more.changing,
                passes.plus(more.passes));
    }

    private static LogitStatistics batch(LogitFunction function, ImageSet images, IndexRange range) {
        float[][] points = new float[range.size()][images.imageBytes()];
        for (int i = 0; i < points.length; i++) {
            BatchAugmentation.NONE.fill(images, new int[] {range.from() + i}, 0, 0, FloatBuffer.wrap(points[i]));
        }
        float[][] again = function.logits(points);
        int right = 0;
        int changing = 0;
        int zero = 0;
        boolean probabilities = true;
        try (LogitFunction.Pass pass = function.pass(points)) {
            float[][] logits = pass.logits();
            float[][] weights = new float[points.length][];
            for (int i = 0; i < points.length; i++) {
                int label = images.label(range.from() + i);
                right += largest(logits[i]) == label ? 1 : 0;
                changing += largest(logits[i]) == largest(again[i]) ? 0 : 1;
                probabilities &= isDistribution(logits[i]);
                weights[i] = crossEntropyGradient(logits[i], label);
            }
            for (float[] gradient : pass.gradients(weights)) {
                zero += isZero(gradient) ? 1 : 0;
            }
        }
        PassCounts passes = new PassCounts(2L * points.length, points.length);
        return new LogitStatistics(right, zero, probabilities, changing, passes);
    }

    /** Softmax minus one-hot, every figure rounded to float32 as a training framework does. */
    private static float[] crossEntropyGradient(float[] logits, int label) {
        float[] gradient = new float[logits.length];
        float largest = logits[largest(logits)];
        float sum = 0;
        for (int i = 0; i < logits.length; i++) {
            gradient[i] = (float) Math.exp(logits[i] - largest);
            sum += gradient[i];
        }
        for (int i = 0; i < logits.length; i++) {
            gradient[i] = gradient[i] / sum - (i == label ? 1 : 0);
        }
        return gradient;
    }

    private static int largest(float[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }

    private static boolean isDistribution(float[] outputs) {
        double sum = 0;
        for (float output : outputs) {
            if (output < -ROUNDING || output > 1 + ROUNDING) {
                return false;
            }
            sum += output;
        }
        return Math.abs(sum - 1) < ROUNDING * outputs.length;
    }

    private static boolean isZero(float[] gradient) {
        for (float value : gradient) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }
}
