package io.redoubt.core.evaluate;

import io.redoubt.core.attack.LogitFunction;
import io.redoubt.core.attack.Passes;
import io.redoubt.core.data.Augmentation;
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
record OutputCheck(int right, int zeroGradients, boolean probabilities, int changing, Passes passes) {
    private static final int BATCH = 128;
    private static final double ROUNDING = 1e-4;

    static OutputCheck of(LogitFunction function, ImageSet images, IndexRange range) {
        OutputCheck all = new OutputCheck(0, 0, true, 0, Passes.NONE);
        for (int from = range.from(); from < range.to(); from += BATCH) {
            all = all.and(batch(function, images, new IndexRange(from, Math.min(range.to(), from + BATCH))));
        }
        return all;
    }

    private OutputCheck and(OutputCheck more) {
        return new OutputCheck(
                right + more.right,
                zeroGradients + more.zeroGradients,
                probabilities && more.probabilities,
                changing + more.changing,
                passes.plus(more.passes));
    }

    private static OutputCheck batch(LogitFunction function, ImageSet images, IndexRange range) {
        float[][] points = new float[range.size()][images.imageBytes()];
        for (int i = 0; i < points.length; i++) {
            Augmentation.NONE.fill(images, new int[] {range.from() + i}, 0, 0, FloatBuffer.wrap(points[i]));
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
        Passes passes = new Passes(2L * points.length, points.length);
        return new OutputCheck(right, zero, probabilities, changing, passes);
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
