package io.redoubt.core.attack.search;

import io.redoubt.core.attack.logits.LogitFunction;
import io.redoubt.core.attack.logits.Logits;
import io.redoubt.core.threat.Ball;
import io.redoubt.data.ImageShape;
import io.redoubt.data.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/** Runs a single search outside of a suite. */
public final class Questions {
    private Questions() {}

    /** Runs a search to its end and returns the queried points in order. */
    public static List<float[]> of(LogitFunction function, Search search) {
        List<float[]> queried = new ArrayList<>();
        while (!search.finished()) {
            float[][] points = {search.point()};
            queried.add(points[0].clone());
            try (LogitFunction.Pass pass = function.pass(points)) {
                float[] logits = pass.logits()[0];
                boolean needed = search.needsGradient(logits);
                search.answer(
                        logits, needed ? pass.gradients(new float[][] {search.weights(logits)})[0] : new float[0]);
            }
        }
        return queried;
    }

    /** An image with known clean logits that is offered as its own first point; its label is the predicted class. */
    public static AttackedImage about(LogitFunction function, float[] clean, ImageShape shape, Ball ball, long seed) {
        float[] logits = function.logits(new float[][] {clean})[0];
        AttackedImage image = new AttackedImage(clean, shape, Logits.argmax(logits), seed, ball);
        image.clean(logits);
        image.offer(clean, logits);
        return image;
    }

    /** An image of random pixels, some of them black or white. */
    public static float[] image(int pixels, long seed) {
        RandomStream random = new RandomStream(seed);
        float[] image = new float[pixels];
        for (int i = 0; i < pixels; i++) {
            float value = random.nextFloat();
            image[i] = random.nextInt(4) == 0 ? Math.round(value) : value;
        }
        return image;
    }
}
