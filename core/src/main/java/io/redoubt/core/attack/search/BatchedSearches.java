package io.redoubt.core.attack.search;

import io.redoubt.core.attack.logits.LogitFunction;
import io.redoubt.core.attack.logits.Logits;
import io.redoubt.core.data.ImageShape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** Runs searches for many images in lockstep. When one finishes, the next takes its place, so that batches stay full. */
public final class BatchedSearches {
    private static final float[] NO_GRADIENT = {};

    private final LogitFunction model;
    private final int batch;
    private PassCounts passes = PassCounts.NONE;

    /** @param shape shape of the images */
    public BatchedSearches(LogitFunction model, ImageShape shape) {
        this.model = model;
        batch = model.batch(shape);
    }

    /**
     * Runs searches until all are finished.
     *
     * @param observer called before each batch; an exception aborts the run and propagates
     * @throws IllegalArgumentException when a logit is NaN or infinite, or a gradient NaN
     */
    public void run(Collection<Search> searches, Observer observer) {
        Deque<Search> waiting = new ArrayDeque<>(searches);
        List<Search> running = new ArrayList<>();
        while (true) {
            int before = running.size();
            running.removeIf(Search::finished);
            int ended = before - running.size();
            while (running.size() < batch && !waiting.isEmpty()) {
                Search next = waiting.remove();
                if (next.finished()) {
                    ended++;
                } else {
                    running.add(next);
                }
            }
            if (ended > 0 || !running.isEmpty()) {
                observer.batch(ended, running.size());
            }
            if (running.isEmpty()) {
                return;
            }
            evaluate(running);
        }
    }

    /** Returns the number of passes so far. */
    public PassCounts passes() {
        return passes;
    }

    private void evaluate(List<Search> searches) {
        float[][] points = searches.stream().map(Search::point).toArray(float[][]::new);
        if (searches.stream().noneMatch(Search::needsGradient)) {
            float[][] logits = model.logits(points);
            for (int i = 0; i < points.length; i++) {
                Logits.requireFinite(logits[i]);
                searches.get(i).answer(logits[i], NO_GRADIENT);
            }
            passes = passes.plus(new PassCounts(points.length, 0));
            return;
        }
        try (LogitFunction.Pass pass = model.pass(points)) {
            float[][] logits = pass.logits();
            float[][] weights = new float[points.length][];
            for (int i = 0; i < points.length; i++) {
                Logits.requireFinite(logits[i]);
                Search search = searches.get(i);
                weights[i] = search.needsGradient() ? search.weights(logits[i]) : new float[logits[i].length];
            }
            float[][] gradients = pass.gradients(weights);
            for (int i = 0; i < points.length; i++) {
                Search search = searches.get(i);
                search.answer(logits[i], search.needsGradient() ? requireNumbers(gradients[i]) : NO_GRADIENT);
            }
        }
        passes = passes.plus(new PassCounts(points.length, points.length));
    }

    private static float[] requireNumbers(float[] gradient) {
        for (float value : gradient) {
            if (Float.isNaN(value)) {
                throw new IllegalArgumentException("the gradient of the logits with respect to an image is NaN; replace"
                        + " operations of the model without a derivative there, such as the square root of 0");
            }
        }
        return gradient;
    }

    /** Observes the batches. */
    @FunctionalInterface
    public interface Observer {
        /**
         * Called before each batch.
         *
         * @param ended number of searches that finished since the previous batch
         * @param running number of searches in the batch
         */
        void batch(int ended, int running);
    }
}
