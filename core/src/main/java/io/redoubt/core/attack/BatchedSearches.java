package io.redoubt.core.attack;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** Runs searches for many images in lock step; where one ends, the next takes its place, so that batches stay full. */
final class BatchedSearches {
    /** Points of one pass. */
    static final int BATCH = 128;

    private static final float[] NO_GRADIENT = {};

    private final LogitFunction function;
    private PassCounts passes = PassCounts.NONE;

    BatchedSearches(LogitFunction function) {
        this.function = function;
    }

    /**
     * Runs searches to their ends.
     *
     * @param observer hears of every round; an exception of its stops the run and is passed on
     */
    void run(Collection<Search> searches, Observer observer) {
        Deque<Search> waiting = new ArrayDeque<>(searches);
        List<Search> running = new ArrayList<>();
        while (true) {
            int before = running.size();
            running.removeIf(Search::finished);
            int ended = before - running.size();
            while (running.size() < BATCH && !waiting.isEmpty()) {
                Search next = waiting.remove();
                if (next.finished()) {
                    ended++;
                } else {
                    running.add(next);
                }
            }
            if (ended > 0 || !running.isEmpty()) {
                observer.round(ended, running.size());
            }
            if (running.isEmpty()) {
                return;
            }
            ask(running);
        }
    }

    /** All passes so far. */
    PassCounts passes() {
        return passes;
    }

    private void ask(List<Search> searches) {
        float[][] points = searches.stream().map(Search::point).toArray(float[][]::new);
        if (searches.stream().noneMatch(Search::needsGradient)) {
            float[][] logits = function.logits(points);
            for (int i = 0; i < points.length; i++) {
                searches.get(i).answer(logits[i], NO_GRADIENT);
            }
            passes = passes.plus(new PassCounts(points.length, 0));
            return;
        }
        try (LogitFunction.Pass pass = function.pass(points)) {
            float[][] logits = pass.logits();
            float[][] weights = new float[points.length][];
            for (int i = 0; i < points.length; i++) {
                Search search = searches.get(i);
                weights[i] = search.needsGradient() ? search.weights(logits[i]) : new float[logits[i].length];
            }
            float[][] gradients = pass.gradients(weights);
            for (int i = 0; i < points.length; i++) {
                Search search = searches.get(i);
                search.answer(logits[i], search.needsGradient() ? gradients[i] : NO_GRADIENT);
            }
        }
        passes = passes.plus(new PassCounts(points.length, points.length));
    }

    /** Hears of the rounds. */
    @FunctionalInterface
    interface Observer {
        /**
         * A round is about to begin.
         *
         * @param ended searches that came to their end since the last round
         * @param running searches that take part
         */
        void round(int ended, int running);
    }
}
