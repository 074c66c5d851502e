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
 */
public record JobResult(List<ResultFile> parts, Map<String, Double> metrics) {

    public JobResult {
        parts = List.copyOf(Require.present("parts", parts));
        metrics = Map.copyOf(Require.present("metrics", metrics));
    }

    /** A result whose parts have the names of the files. */
    public static JobResult of(Map<String, Double> metrics, Path... files) {
        return new JobResult(Arrays.stream(files).map(ResultFile::of).toList(), metrics);
    }
}
