package io.redoubt.api.event;

import io.redoubt.api.Require;
import java.util.Map;

/**
 * How far a job has come.
 *
 * @param phase what it is doing, such as {@code train}, {@code statistics} or {@code select}
 * @param epoch current epoch from 1; 0 where a job has none
 * @param epochs epochs in all; 0 where a job has none
 * @param done images done in this phase
 * @param total images in this phase
 * @param imagesPerSecond speed over the phase
 * @param secondsLeft expected seconds until the job ends
 * @param metrics figures known so far, such as {@code loss} and {@code robustAccuracy}
 */
public record Progress(
        String phase,
        int epoch,
        int epochs,
        long done,
        long total,
        double imagesPerSecond,
        double secondsLeft,
        Map<String, Double> metrics) {

    public Progress {
        Require.present("phase", phase);
        metrics = metrics == null ? Map.of() : Map.copyOf(metrics);
    }
}
