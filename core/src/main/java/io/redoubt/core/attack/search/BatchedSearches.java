package io.redoubt.core.attack.search;

import io.redoubt.core.attack.logits.LogitFunction;
import io.redoubt.data.ImageShape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Runs searches for many images in lockstep. When one finishes, the next takes its place, so that batches stay full. The
 * engine computes a batch at a time; the arithmetic of the searches runs on all processors. The result of a search does
 * not depend on their number.
 */
public final class BatchedSearches {
    /**
     * The smallest share of the queries that is worth a pass without gradients. The overhead of a pass is that of a few
     * images.
     */
    private static final double WORTH_A_PASS = 1 / 8.0;

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
        List<Query> running = List.of();
        while (true) {
            int before = running.size() + waiting.size();
            long passesOfRunning = passesOf(running);
            running = unfinished(running);
            // Searches that end before their first query have made no pass.
            long passesOfEnded = passesOfRunning - passesOf(running);
            while (running.size() < batch && !waiting.isEmpty()) {
                List<Query> next = new ArrayList<>();
                while (running.size() + next.size() < batch && !waiting.isEmpty()) {
                    next.add(new Query(waiting.remove()));
                }
                running.addAll(unfinished(next));
            }
            int ended = before - running.size() - waiting.size();
            if (ended > 0 || !running.isEmpty()) {
                observer.batch(ended, passesOfEnded, running.size());
            }
            if (running.isEmpty()) {
                return;
            }
            evaluate(running);
        }
    }

    /** Creating the next search of an image may draw a random start, so this is as costly as an answer. */
    private static List<Query> unfinished(List<Query> queries) {
        boolean[] finished = new boolean[queries.size()];
        EachInParallel.run(finished.length, i -> finished[i] = queries.get(i).finished());
        List<Query> unfinished = new ArrayList<>();
        for (int i = 0; i < finished.length; i++) {
            if (!finished[i]) {
                unfinished.add(queries.get(i));
            }
        }
        return unfinished;
    }

    private static long passesOf(List<Query> queries) {
        return queries.stream().mapToLong(Query::passes).sum();
    }

    /** Returns the number of passes so far. */
    public PassCounts passes() {
        return passes;
    }

    private void evaluate(List<Query> queries) {
        Map<Boolean, List<Query>> byGradient =
                queries.stream().collect(Collectors.partitioningBy(Query::expectsGradient));
        List<Query> withGradient = byGradient.get(true);
        List<Query> without = byGradient.get(false);
        if (!withGradient.isEmpty() && without.size() < WORTH_A_PASS * queries.size()) {
            computeGradients(queries);
            return;
        }
        if (!without.isEmpty()) {
            computeLogits(without);
        }
        if (!withGradient.isEmpty()) {
            computeGradients(withGradient);
        }
    }

    private void computeLogits(List<Query> queries) {
        float[][] logits = model.logits(points(queries));
        EachInParallel.run(logits.length, i -> queries.get(i).answer(logits[i]));
        passes = passes.plus(new PassCounts(logits.length, 0));
    }

    private void computeGradients(List<Query> queries) {
        try (LogitFunction.Pass pass = model.pass(points(queries))) {
            float[][] logits = pass.logits();
            float[][] weights = new float[logits.length][];
            EachInParallel.run(logits.length, i -> weights[i] = queries.get(i).weights(logits[i]));
            float[][] gradients = pass.gradients(weights);
            EachInParallel.run(logits.length, i -> queries.get(i).answerWithGradient(gradients[i]));
        }
        passes = passes.plus(new PassCounts(queries.size(), queries.size()));
    }

    private static float[][] points(List<Query> queries) {
        float[][] points = new float[queries.size()][];
        EachInParallel.run(points.length, i -> points[i] = queries.get(i).point());
        return points;
    }

    /** Observes the batches. */
    @FunctionalInterface
    public interface Observer {
        /**
         * Called before each batch.
         *
         * @param ended number of searches that finished since the previous batch
         * @param passesOfEnded forward passes that those have made
         * @param running number of searches in the batch
         */
        void batch(int ended, long passesOfEnded, int running);
    }
}
