package io.redoubt.benchmarks.deployment;

import io.redoubt.api.job.AttackSpec;
import io.redoubt.api.job.EvaluateSpec;
import io.redoubt.api.job.FinetuneSpec;
import io.redoubt.api.job.JobSpec;
import io.redoubt.api.job.PretrainSpec;
import io.redoubt.api.job.ReportSpec;
import io.redoubt.api.job.ResultFileNames;
import io.redoubt.pipeline.job.JobContext;
import io.redoubt.pipeline.job.JobResult;
import io.redoubt.pipeline.job.JobWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Work that does nothing. Its result has every part that another job may need, with a few bytes.
 *
 * @param specType the kind of job
 */
record NoOpWork<S extends JobSpec>(Class<S> specType) implements JobWork<S> {
    private static final List<String> PARTS =
            List.of(ResultFileNames.MODEL, ResultFileNames.HISTORY, ResultFileNames.EXAMPLES, ResultFileNames.SCORES);

    /** The kinds of job that the experiments of {@link ExperimentDriver} have. */
    static JobWork<?>[] all() {
        return new JobWork<?>[] {
            new NoOpWork<>(PretrainSpec.class),
            new NoOpWork<>(FinetuneSpec.class),
            new NoOpWork<>(AttackSpec.class),
            new NoOpWork<>(EvaluateSpec.class),
            new NoOpWork<>(ReportSpec.class)
        };
    }

    @Override
    public JobResult run(S spec, JobContext context) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String part : PARTS) {
            files.add(Files.writeString(context.scratch().resolve(part), part));
        }
        return JobResult.of(Map.of(), files.toArray(Path[]::new));
    }
}
