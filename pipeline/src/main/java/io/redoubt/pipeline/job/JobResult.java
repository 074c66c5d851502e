package io.redoubt.pipeline.job;

import io.redoubt.api.Require;
import io.redoubt.pipeline.artifact.ResultFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a job has made.
 *
 * @param parts its files, which may lie in the job's scratch folder
 * @param metrics figures of the run; {@code seconds} is added where it is missing
 */
public record JobResult(List<ResultFile> parts, Map<String, Double> metrics) {

    public JobResult {
        parts = List.copyOf(Require.present("parts", parts));
        metrics = Map.copyOf(Require.present("metrics", metrics));
    }

    /** A result of files that are named as its parts shall be. */
    public static JobResult of(Map<String, Double> metrics, Path... files) {
        return new JobResult(Arrays.stream(files).map(ResultFile::of).toList(), metrics);
    }
}
