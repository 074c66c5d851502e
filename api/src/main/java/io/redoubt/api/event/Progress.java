package io.redoubt.api.event;

import io.redoubt.api.Require;
import io.redoubt.api.SanitizedText;
import java.util.Map;

/**
 * The progress of a running job.
 *
 * @param phase current phase, such as {@code train}, {@code statistics} or {@code select}
 * @param epoch current epoch, counted from 1; 0 if the job has no epochs
 * @param epochs total number of epochs; 0 if the job has no epochs
 * @param done images processed in this phase
 * @param total images in this phase
 * @param imagesPerSecond throughput of this phase
 * @param secondsLeft estimated seconds until the job ends
 * @param metrics metrics so far, such as {@code loss} and {@code robustAccuracy}
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
        phase = SanitizedText.line(Require.present("phase", phase));
        metrics = metrics == null ? Map.of() : Map.copyOf(metrics);
    }
}
