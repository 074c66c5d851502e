package io.redoubt.core.toy;

import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.ScriptMethod;
import io.redoubt.core.script.ScriptMethod.Type;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.data.random.RandomStream;
import java.nio.FloatBuffer;

/** NT-Xent in Java, and script methods that give what it needs. */
final class TwoViews {
    /** The logits of all views in evaluation mode, the first views before the second ones. */
    static final ScriptMethod EMBEDDINGS =
            new ScriptMethod("embeddings", Type.TENSOR, ScriptMethods.WEIGHTS, ScriptMethods.IMAGES);

    /** The losses in evaluation mode. */
    static final ScriptMethod LOSSES = new ScriptMethod(
            "evaluation_losses", Type.TENSOR, ScriptMethods.WEIGHTS, ScriptMethods.IMAGES, ScriptMethods.TARGETS);

    static final CodeBlock EVALUATE = CodeBlock.of("return self.losses(w, x, t, False, False)");

    private TwoViews() {}

    /** Defines {@link #EMBEDDINGS} by the method {@code logits}. */
    static CodeBlock embed(String logits) {
        return CodeBlock.of("return self." + logits + "(w, torch.cat(torch.chunk(x, 2, 1), 0), False, False)");
    }

    static void fill(FloatBuffer into, long seed) {
        RandomStream random = new RandomStream(seed);
        while (into.hasRemaining()) {
            into.put(random.nextFloat());
        }
    }

    /**
     * The loss of each image.
     *
     * @param z (2B, dimensions)
     */
    static double[] ntXent(float[] z, int images, int dimensions, double temperature) {
        double[] losses = new double[images];
        for (int view = 0; view < 2 * images; view++) {
            double all = 0;
            for (int other = 0; other < 2 * images; other++) {
                all += other == view ? 0 : Math.exp(cosine(z, view, other, dimensions) / temperature);
            }
            int positive = (view + images) % (2 * images);
            losses[view % images] += (Math.log(all) - cosine(z, view, positive, dimensions) / temperature) / 2;
        }
        return losses;
    }

    private static double cosine(float[] z, int a, int b, int dimensions) {
        double product = 0;
        double squaresOfA = 0;
        double squaresOfB = 0;
        for (int i = 0; i < dimensions; i++) {
            double x = z[a * dimensions + i];
            double y = z[b * dimensions + i];
            product += x * y;
            squaresOfA += x * x;
            squaresOfB += y * y;
        }
        return product / Math.sqrt(squaresOfA * squaresOfB);
    }
}
