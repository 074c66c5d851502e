package io.redoubt.pipeline.job;

import io.redoubt.api.Require;
import io.redoubt.pipeline.artifact.ResultFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The outcome of a job.
 *
 * @param parts its files, which may be in the job's scratch directory
 * @param metrics metrics of the run; {@code seconds} is added if missing
 * @param alarms reasons to doubt its figures
 */
public record JobResult(List<ResultFile> parts, Map<String, Double> metrics, List<String> alarms) {

    public JobResult {
        parts = List.copyOf(Require.present("parts", parts));
        metrics = Map.copyOf(Require.present("metrics", metrics));
        alarms = List.copyOf(Require.present("alarms", alarms));
    }

    /** A result without alarms, whose parts have the names of the files. */
    public static JobResult of(Map<String, Double> metrics, Path... files) {
        return new JobResult(Arrays.stream(files).map(ResultFile::of).toList(), metrics, List.of());
    }

    /** Returns this result with alarms. */
    public JobResult withAlarms(List<String> newAlarms) {
        return new JobResult(parts, metrics, newAlarms);
    }
}
