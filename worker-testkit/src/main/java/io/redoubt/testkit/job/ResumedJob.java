package io.redoubt.testkit.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.job.JobSpec;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.pipeline.artifact.CheckpointPosition;
import io.redoubt.pipeline.artifact.ResultFile;
import io.redoubt.pipeline.job.JobResult;
import io.redoubt.pipeline.job.JobWork;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

/** Asserts that a resumed job has the same result as an uninterrupted one. */
public final class ResumedJob {

    private ResumedJob() {}

    /**
     * Runs a job to completion, then again until it is stopped at a position, and resumes it. Files must be equal byte
     * for byte, metrics except for measured seconds.
     */
    public static <S extends JobSpec> void assertSameResult(
            JobWork<S> work, S spec, FolderJob job, CheckpointPosition position) throws Exception {
        JobResult uninterrupted = work.run(spec, job);
        Map<String, byte[]> files = files(uninterrupted);
        FolderJob stopped = job.stoppedAt(position);
        assertThatThrownBy(() -> work.run(spec, stopped)).isInstanceOf(FolderJob.Stopped.class);

        JobResult resumed = work.run(spec, stopped.resumed());

        assertThat(files(resumed)).usingRecursiveComparison().isEqualTo(files);
        assertThat(withoutSeconds(resumed)).isEqualTo(withoutSeconds(uninterrupted));
    }

    /** The files of a result by name. */
    public static Map<String, byte[]> files(JobResult result) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        for (ResultFile part : result.parts()) {
            files.put(part.name(), Files.readAllBytes(part.file()));
        }
        return files;
    }

    private static Map<String, Double> withoutSeconds(JobResult result) {
        Map<String, Double> metrics = new HashMap<>(result.metrics());
        metrics.keySet().removeIf(metric -> metric.endsWith(ResultManifest.SECONDS));
        return metrics;
    }
}
