package io.redoubt.api.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;
import io.redoubt.api.SanitizedText;
import java.util.Map;
import java.util.Optional;

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
 * @param fraction share of the work of the job that is done, in [0, 1], counted in passes through the network instead of
 *     images; omitted from JSON if it is not known
 */
public record Progress(
        String phase,
        int epoch,
        int epochs,
        long done,
        long total,
        double imagesPerSecond,
        double secondsLeft,
        Map<String, Double> metrics,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Double> fraction) {

    private static final String TRAIN = "train";

    public Progress {
        phase = SanitizedText.line(Require.present("phase", phase));
        metrics = metrics == null ? Map.of() : Map.copyOf(metrics);
        fraction = fraction == null ? Optional.empty() : fraction;
        if (fraction.filter(share -> !(share >= 0 && share <= 1)).isPresent()) {
            throw new InvalidFieldException("fraction", fraction.get() + " is not a share; use 0 to 1");
        }
    }

    /** Progress that is counted in images only. */
    public Progress(
            String phase,
            int epoch,
            int epochs,
            long done,
            long total,
            double imagesPerSecond,
            double secondsLeft,
            Map<String, Double> metrics) {
        this(phase, epoch, epochs, done, total, imagesPerSecond, secondsLeft, metrics, Optional.empty());
    }

    /** Returns whether this phase trains. Its throughput and learning rate belong to the learning curves. */
    public boolean ofTraining() {
        return phase.equals(TRAIN);
    }

    /** Returns this progress with the share of the work that is done. */
    public Progress withFraction(double share) {
        return new Progress(
                phase, epoch, epochs, done, total, imagesPerSecond, secondsLeft, metrics, Optional.of(share));
    }
}
