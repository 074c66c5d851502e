package io.redoubt.api.job;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;
import io.redoubt.api.SchemaVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What stands in the store once a job is done; a result without its manifest does not exist.
 *
 * @param schema schema version
 * @param fingerprint the job
 * @param stage the kind of job
 * @param parts the result's files
 * @param metrics figures of the run, such as {@code seconds}, {@code forwardPasses}, {@code bestEpoch}
 * @param finished when it was committed
 * @param worker who committed it
 */
public record ResultManifest(
        int schema,
        String fingerprint,
        Stage stage,
        List<Artifact> parts,
        Map<String, Double> metrics,
        Instant finished,
        String worker) {

    /** Metric: wall-clock seconds of work, over all attempts. */
    public static final String SECONDS = "seconds";

    /** Metric: images sent forward through a network, attack steps included. */
    public static final String FORWARD_PASSES = "forwardPasses";

    /** Metric: those of the forward passes that a gradient was taken for. */
    public static final String BACKWARD_PASSES = "backwardPasses";

    /** Metric: the epoch whose weights were kept, from 1. */
    public static final String BEST_EPOCH = "bestEpoch";

    /** Metric: damaged checkpoints that the job had to pass over; missing where there were none. */
    public static final String REFUSED_CHECKPOINTS = "refusedCheckpoints";

    /** Metric of an attack of a ladder, see {@link #ofRung}: images that it was given. */
    public static final String ATTACKED = "attacked";

    /** Metric of an attack of a ladder, see {@link #ofRung}: those of the images that it fooled the subject with. */
    public static final String FOOLED = "fooled";

    public ResultManifest {
        SchemaVersion.requireReadable(schema);
        Ids.requireSha256("fingerprint", fingerprint);
        Require.present("stage", stage);
        parts = List.copyOf(Require.present("parts", parts));
        metrics = Map.copyOf(Require.present("metrics", metrics));
        Require.present("finished", finished);
        Require.present("worker", worker);
    }

    /** Name of the metric of one attack of a ladder, such as {@code apgd-ce.fooled}. */
    public static String ofRung(String attack, String metric) {
        return attack + "." + metric;
    }

    /** The part of that name. @throws InvalidFieldException if there is none */
    public Artifact part(String name) {
        return parts.stream()
                .filter(part -> part.part().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidFieldException("parts", "has no " + Ids.quote(name)));
    }
}
