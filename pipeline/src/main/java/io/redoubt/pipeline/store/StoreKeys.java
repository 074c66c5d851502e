package io.redoubt.pipeline.store;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.job.Artifact;
import io.redoubt.api.job.DatasetRef;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Builds and parses all store keys. Names are validated, so that no key escapes its prefix.
 *
 * <pre>
 * datasets/&lt;name&gt;/&lt;sha256&gt;/{data.safetensors, manifest.json}
 * jobs/&lt;fingerprint&gt;/claim.json
 * jobs/&lt;fingerprint&gt;/checkpoints/&lt;position&gt;/{state.safetensors, manifest.json}
 * jobs/&lt;fingerprint&gt;/result/{parts, manifest.json}
 * experiments/&lt;id&gt;/{files}
 * </pre>
 */
public final class StoreKeys {

    /** Name of the object that validates the objects beside it. */
    public static final String MANIFEST = "manifest.json";

    /** Name of the state object of a checkpoint. */
    public static final String STATE = "state.safetensors";

    /** Name of the data object of a data set. */
    public static final String DATA = "data.safetensors";

    /** Prefix of all data sets. */
    public static final String DATASETS = "datasets/";

    /** Prefix of all jobs. */
    public static final String JOBS = "jobs/";

    /** Prefix of all experiments. */
    public static final String EXPERIMENTS = "experiments/";

    /** Never written; readiness checks request it. */
    public static final String PROBE = "probe";

    private static final Pattern DATASET_MANIFEST = Pattern.compile("datasets/([^/]+)/([0-9a-f]{64})/manifest\\.json");
    private static final Pattern JOB = Pattern.compile("jobs/([0-9a-f]{64})/.+");
    private static final Pattern EXPERIMENT = Pattern.compile("experiments/([^/]+)/.+");
    private static final Pattern CHECKPOINT = Pattern.compile("jobs/[0-9a-f]{64}/checkpoints/([^/]+)/manifest\\.json");
    private static final Pattern POSITION = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

    private StoreKeys() {}

    /** Key of a data set's data. */
    public static String datasetData(DatasetRef dataset) {
        return dataset(dataset) + DATA;
    }

    /** Key of a data set's manifest. */
    public static String datasetManifest(DatasetRef dataset) {
        return dataset(dataset) + MANIFEST;
    }

    private static String dataset(DatasetRef dataset) {
        return DATASETS + dataset.name() + "/" + dataset.sha256() + "/";
    }

    /** The data set whose manifest has the given key; empty for any other key. */
    public static Optional<DatasetRef> datasetOfManifest(String key) {
        Matcher matcher = DATASET_MANIFEST.matcher(key);
        return matcher.matches() ? Optional.of(new DatasetRef(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    /** Key of a job's claim. */
    public static String claim(String fingerprint) {
        return job(fingerprint) + "claim.json";
    }

    /** Prefix of a job's checkpoints. */
    public static String checkpoints(String fingerprint) {
        return job(fingerprint) + "checkpoints/";
    }

    /** Key of the state at a position: {@code <epochs>}, or {@code <epochs>.<steps>} within an epoch. */
    public static String checkpointState(String fingerprint, String position) {
        return checkpoint(fingerprint, position) + STATE;
    }

    /** Key of the checkpoint manifest at a position. */
    public static String checkpointManifest(String fingerprint, String position) {
        return checkpoint(fingerprint, position) + MANIFEST;
    }

    private static String checkpoint(String fingerprint, String position) {
        if (!POSITION.matcher(position).matches()) {
            throw new InvalidFieldException(
                    "position", Ids.quote(position) + " is not a position; use <epochs> or <epochs>.<steps>");
        }
        return checkpoints(fingerprint) + position + "/";
    }

    /** The position whose checkpoint manifest has the given key; empty for any other key. */
    public static Optional<String> positionOfManifest(String key) {
        Matcher matcher = CHECKPOINT.matcher(key);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Key of a part of a job's result. */
    public static String resultPart(String fingerprint, String part) {
        if (MANIFEST.equals(part)) {
            throw new InvalidFieldException(
                    "part", "'" + MANIFEST + "' is reserved for the manifest; choose another name");
        }
        return result(fingerprint) + Ids.require("part", part);
    }

    /** Key of a part of a job's result. */
    public static String resultPart(Artifact artifact) {
        return resultPart(artifact.fingerprint(), artifact.part());
    }

    /** Key of the manifest of a job's result. */
    public static String resultManifest(String fingerprint) {
        return result(fingerprint) + MANIFEST;
    }

    private static String result(String fingerprint) {
        return job(fingerprint) + "result/";
    }

    /** Prefix of a job. */
    public static String job(String fingerprint) {
        return JOBS + Ids.requireSha256("fingerprint", fingerprint) + "/";
    }

    /** The job that an object belongs to; empty for any other key. */
    public static Optional<String> jobOf(String key) {
        Matcher matcher = JOB.matcher(key);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The experiment that an object belongs to; empty for any other key. */
    public static Optional<String> experimentOf(String key) {
        Matcher matcher = EXPERIMENT.matcher(key);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Prefix of an experiment. */
    public static String experiment(String id) {
        return EXPERIMENTS + Ids.require("experiment", id) + "/";
    }

    /** Key of a file of an experiment, such as {@code report.json}. */
    public static String experiment(String id, String file) {
        return experiment(id) + Ids.require("file", file);
    }
}
