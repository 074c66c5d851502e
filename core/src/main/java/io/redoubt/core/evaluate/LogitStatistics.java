package io.redoubt.core.evaluate;

import io.redoubt.api.IndexRange;
import io.redoubt.core.attack.logits.LogitFunction;
import io.redoubt.core.attack.logits.Logits;
import io.redoubt.core.attack.search.PassCounts;
import io.redoubt.data.ImageSet;

/**
 * Statistics of the outputs of a model on clean images.
 *
 * @param correct images classified correctly
 * @param zeroGradients images for which the gradient of the cross entropy, computed in float32, is zero everywhere
 * @param probabilities whether the outputs of every image are in [0,1] and sum to 1
 * @param changing images classified differently in a second pass
 * @param passes passes made to compute these statistics
 */
record LogitStatistics(int correct, int zeroGradients, boolean probabilities, int changing, PassCounts passes) {
    private static final double ROUNDING = 1e-4;

    static LogitStatistics of(LogitFunction model, ImageSet images, IndexRange range) {
        LogitStatistics all = new LogitStatistics(0, 0, true, 0, PassCounts.NONE);
        int batch = model.batch(images.shape());
        for (int from = range.from(); from < range.to(); from += batch) {
            all = all.and(batch(model, images, new IndexRange(from, Math.min(range.to(), from + batch))));
        }
        return all;
    }

    private LogitStatistics and(LogitStatistics more) {
        return new LogitStatistics(
                correct + more.correct,
                zeroGradients + more.zeroGradients,
                probabilities && more.probabilities,
                changing + more.changing,
                passes.plus(more.passes));
    }

    private static LogitStatistics batch(LogitFunction model, ImageSet images, IndexRange range) {
        float[][] points = new float[range.size()][];
        for (int i = 0; i < points.length; i++) {
            points[i] = images.floats(range.from() + i);
        }
        float[][] again = model.logits(points);
        int correct = 0;
        int changing = 0;
        int zero = 0;
        boolean probabilities = true;
        try (LogitFunction.Pass pass = model.pass(points)) {
            float[][] logits = pass.logits();
            float[][] weights = new float[points.length][];
            for (int i = 0; i < points.length; i++) {
                int label = images.label(range.from() + i);
                correct += Logits.argmax(logits[i]) == label ? 1 : 0;
                changing += Logits.argmax(logits[i]) == Logits.argmax(again[i]) ? 0 : 1;
                probabilities &= isDistribution(logits[i]);
                weights[i] = crossEntropyGradient(logits[i], label);
            }
            for (float[] gradient : pass.gradients(weights)) {
                zero += isZero(gradient) ? 1 : 0;
            }
        }
        PassCounts passes = new PassCounts(2L * points.length, points.length).perMember(model.networks());
        return new LogitStatistics(correct, zero, probabilities, changing, passes);
    }

    /** Softmax minus one-hot, rounded to float32 after each operation as in a training framework. */
    private static float[] crossEntropyGradient(float[] logits, int label) {
        float[] gradient = new float[logits.length];
        float largest = logits[Logits.argmax(logits)];
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
