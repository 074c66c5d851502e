package io.redoubt.core.train;

import io.redoubt.api.event.Progress;
import java.util.Map;

/**
 * Turns counts of images into progress with speed and time left. The time left weighs an image by the passes through the
 * network it costs, so that phases of different cost add up.
 */
final class ProgressMeter {
    private static final double NANOS = 1e9;

    private final TrainingObserver observer;
    private final int epochs;
    private final double totalWork;
    private final long started = System.nanoTime();
    private double work;
    private Phase phase = new Phase("train", 0, 1, 1);
    private long phaseStarted = started;
    private long done;

    /**
     * @param totalWork passes of single images that are left in the whole training
     */
    ProgressMeter(TrainingObserver observer, int epochs, double totalWork) {
        this.observer = observer;
        this.epochs = epochs;
        this.totalWork = totalWork;
    }

    void begin(Phase next) {
        phase = next;
        phaseStarted = System.nanoTime();
        done = 0;
    }

    void advance(int images, Map<String, Double> metrics) {
        done += images;
        work += images * phase.passesPerImage();
        long now = System.nanoTime();
        double secondsLeft = (now - started) / NANOS / work * Math.max(0, totalWork - work);
        double imagesPerSecond = done * NANOS / Math.max(1, now - phaseStarted);
        observer.progress(new Progress(
                phase.name(), phase.epoch(), epochs, done, phase.images(), imagesPerSecond, secondsLeft, metrics));
    }

    /**
     * One pass over a set of images.
     *
     * @param name such as {@code train} or {@code select}
     * @param epoch counted from 1
     * @param images how many there are
     * @param passesPerImage what one costs
     */
    record Phase(String name, int epoch, long images, double passesPerImage) {}
}
