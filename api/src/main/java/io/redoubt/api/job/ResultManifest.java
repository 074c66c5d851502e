package io.redoubt.api.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;
import io.redoubt.api.SanitizedText;
import io.redoubt.api.SchemaVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The manifest of a stored result, written last; a result without its manifest does not exist.
 *
 * @param schema schema version
 * @param fingerprint the job
 * @param stage the kind of job
 * @param parts the result's files
 * @param metrics figures of the run, such as {@code seconds}, {@code forwardPasses}, {@code bestEpoch} and those of
 *     {@link io.redoubt.api.report.AttackMetrics}
 * @param finished when it was committed
 * @param worker who committed it
 * @param alarms reasons to doubt the figures of the job, without the name of its subject; omitted from JSON if there are none
 */
public record ResultManifest(
        int schema,
        String fingerprint,
        Stage stage,
        List<Artifact> parts,
        Map<String, Double> metrics,
        Instant finished,
        String worker,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> alarms) {

    /** Metric: wall-clock seconds of work, over all attempts. */
    public static final String SECONDS = "seconds";

    /** Metric: images sent forward through a network, including attack steps. */
    public static final String FORWARD_PASSES = "forwardPasses";

    /** Metric: forward passes for which a gradient was computed. */
    public static final String BACKWARD_PASSES = "backwardPasses";

    /** Metric: the epoch whose weights are kept, counted from 1. */
    public static final String BEST_EPOCH = "bestEpoch";

    /** Metric: corrupt checkpoints that the job skipped; missing if there were none. */
    public static final String REFUSED_CHECKPOINTS = "refusedCheckpoints";

    /** Metric: classes of the training images of which no image is held out; missing if there are none. */
    public static final String CLASSES_NOT_HELD_OUT = "classesNotHeldOut";

    /** Metric of an evaluation: accuracy on clean images (the paper's TA), in [0, 1]. */
    public static final String STANDARD_ACCURACY = "standardAccuracy";

    /** Metric of an evaluation: worst-case accuracy over all attacks (the paper's RA), in [0, 1]. */
    public static final String ROBUST_ACCURACY = "robustAccuracy";

    /** Metric of an evaluation: lower end of the 95 % interval of the robust accuracy. */
    public static final String ROBUST_ACCURACY_LOW = "robustAccuracyLow";

    /** Metric of an evaluation: upper end of the 95 % interval of the robust accuracy. */
    public static final String ROBUST_ACCURACY_HIGH = "robustAccuracyHigh";

    public ResultManifest {
        SchemaVersion.requireReadable(schema);
        Ids.requireSha256("fingerprint", fingerprint);
        Require.present("stage", stage);
        parts = List.copyOf(Require.present("parts", parts));
        metrics = Map.copyOf(Require.present("metrics", metrics));
        Require.present("finished", finished);
        Require.present("worker", worker);
        alarms = alarms == null
                ? List.of()
                : alarms.stream().map(SanitizedText::line).toList();
    }

    /** The manifest of a result without alarms. */
    public ResultManifest(
            int schema,
            String fingerprint,
            Stage stage,
            List<Artifact> parts,
            Map<String, Double> metrics,
            Instant finished,
            String worker) {
        this(schema, fingerprint, stage, parts, metrics, finished, worker, List.of());
    }

    /** Returns whether the manifest and all parts are of the job with the given fingerprint. */
    public boolean isOf(String job) {
        return fingerprint.equals(job)
                && parts.stream().allMatch(part -> part.fingerprint().equals(job));
    }

    /** The part of that name. @throws InvalidFieldException if there is none */
    public Artifact part(String name) {
        return parts.stream()
                .filter(part -> part.part().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidFieldException("parts", "has no " + Ids.quote(name)));
    }
}
