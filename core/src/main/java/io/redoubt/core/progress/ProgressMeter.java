package io.redoubt.core.progress;

import io.redoubt.api.event.Progress;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reports progress with throughput and estimated time left. The estimate weights each image by the number of passes
 * through the network that it costs, so that phases of different cost add up.
 */
public final class ProgressMeter {
    private static final double NANOS = 1e9;

    private final Consumer<Progress> observer;
    private final int epochs;
    private final long started = System.nanoTime();
    private Phase phase;
    private long phaseStarted = started;
    private double totalWork;
    private double work;
    private long done;
    private long doneBefore;
    private double earlierWork;
    private double fraction;

    /**
     * @param observer called after each advance; an exception aborts the work and propagates
     * @param epochs total number of epochs; 0 if the work has no epochs
     * @param totalWork cost of all phases in single-image passes
     * @param first the first phase
     */
    public ProgressMeter(Consumer<Progress> observer, int epochs, double totalWork, Phase first) {
        this.observer = observer;
        this.epochs = epochs;
        this.totalWork = totalWork;
        this.phase = first;
    }

    /** Begins the next phase. */
    public void begin(Phase next) {
        resume(next, 0);
    }

    /**
     * Begins a phase that was partly done before this meter was created.
     *
     * @param images number of images done before; their cost is not part of the total
     */
    public void resume(Phase next, long images) {
        phase = next;
        phaseStarted = System.nanoTime();
        done = images;
        doneBefore = images;
    }

    /**
     * Reports finished images at the cost of the phase.
     *
     * @param images number of images since the last report, at least 1
     * @param metrics metrics so far
     */
    public void advance(int images, Map<String, Double> metrics) {
        advance(images, images * phase.passesPerImage(), metrics);
    }

    /**
     * Reports finished images and the passes made, for images whose cost differs from that of the phase or that are not
     * finished yet.
     *
     * @param images number of images finished since the last report
     * @param passes single-image passes since the last report, at least 0
     * @param metrics metrics so far
     */
    public void advance(int images, double passes, Map<String, Double> metrics) {
        done += images;
        work += passes;
        observer.accept(now(metrics));
    }

    /** Reports work that an earlier, interrupted run has done, in single-image passes. It is not part of the total. */
    public void earlier(double passes) {
        earlierWork = passes;
    }

    /** Reports that a part of the remaining cost turned out not to be needed, in single-image passes. */
    public void skip(double passes) {
        totalWork = Math.max(work, totalWork - passes);
    }

    /** Returns the share of the work that is done, in [0, 1]. It never decreases. */
    public double fraction() {
        double total = earlierWork + Math.max(work, totalWork);
        fraction = Math.max(fraction, total == 0 ? 0 : (earlierWork + work) / total);
        return fraction;
    }

    /** Corrects the remaining cost, in single-image passes. */
    public void remaining(double passes) {
        totalWork = work + passes;
    }

    /** Marks the work as finished: the time left becomes 0. */
    public void end() {
        totalWork = work;
    }

    /** Returns the current progress. */
    public Progress now(Map<String, Double> metrics) {
        long now = System.nanoTime();
        double secondsLeft = (now - started) / NANOS / Math.max(1, work) * Math.max(0, totalWork - work);
        double imagesPerSecond = (done - doneBefore) * NANOS / Math.max(1, now - phaseStarted);
        return new Progress(
                phase.name(), phase.epoch(), epochs, done, phase.images(), imagesPerSecond, secondsLeft, metrics);
    }
}
