package io.redoubt.core.progress;

import io.redoubt.api.event.Progress;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Turns counts of images into progress with speed and time left. The time left weighs an image by the passes through the
 * network it costs, so that phases of different cost add up.
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

    /**
     * @param observer hears of every advance; an exception of its is passed on, and so stops the work
     * @param epochs in all; 0 where the work has none
     * @param totalWork passes of single images that are to be done in all phases together
     * @param first the phase the work begins with
     */
    public ProgressMeter(Consumer<Progress> observer, int epochs, double totalWork, Phase first) {
        this.observer = observer;
        this.epochs = epochs;
        this.totalWork = totalWork;
        this.phase = first;
    }

    /** Ends the phase that was and begins another. */
    public void begin(Phase next) {
        resume(next, 0);
    }

    /**
     * Ends the phase that was and goes on with one of which a part was done before this meter was made.
     *
     * @param images done then; their work is not part of the total
     */
    public void resume(Phase next, long images) {
        phase = next;
        phaseStarted = System.nanoTime();
        done = images;
        doneBefore = images;
    }

    /**
     * Reports that more images are done.
     *
     * @param images since the last report, at least 1
     * @param metrics figures known so far
     */
    public void advance(int images, Map<String, Double> metrics) {
        advance(images, images * phase.passesPerImage(), metrics);
    }

    /**
     * Reports work on images that cost less than the phase says, or that are not done yet.
     *
     * @param images done since the last report
     * @param passes of single images made since the last report, at least 0
     */
    public void advance(int images, double passes, Map<String, Double> metrics) {
        done += images;
        work += passes;
        observer.accept(now(metrics));
    }

    /** Corrects the work that is left, in passes of single images. */
    public void remaining(double passes) {
        totalWork = work + passes;
    }

    /** The work ends here: nothing is left. */
    public void end() {
        totalWork = work;
    }

    /** How far the work has come. */
    public Progress now(Map<String, Double> metrics) {
        long now = System.nanoTime();
        double secondsLeft = (now - started) / NANOS / Math.max(1, work) * Math.max(0, totalWork - work);
        double imagesPerSecond = (done - doneBefore) * NANOS / Math.max(1, now - phaseStarted);
        return new Progress(
                phase.name(), phase.epoch(), epochs, done, phase.images(), imagesPerSecond, secondsLeft, metrics);
    }
}
