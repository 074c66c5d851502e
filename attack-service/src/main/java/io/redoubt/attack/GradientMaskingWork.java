package io.redoubt.attack;

import io.redoubt.api.job.DiagnoseSpec;
import io.redoubt.api.job.ResultFileNames;
import io.redoubt.core.attack.logits.BatchSize;
import io.redoubt.core.attack.logits.LogitFunction;
import io.redoubt.core.evaluate.Evaluation;
import io.redoubt.core.threat.Ball;
import io.redoubt.data.ImageSet;
import io.redoubt.pipeline.job.JobContext;
import io.redoubt.pipeline.job.JobResult;
import io.redoubt.pipeline.job.JobWork;
import io.redoubt.worker.JobInputs;
import io.redoubt.worker.JobMetrics;
import io.redoubt.worker.ScratchFiles;
import java.io.IOException;
import java.nio.file.Path;

/** Runs the checks of a subject for masked gradients. */
final class GradientMaskingWork implements JobWork<DiagnoseSpec> {

    private final BatchSize batch;

    GradientMaskingWork(BatchSize batch) {
        this.batch = batch;
    }

    @Override
    public Class<DiagnoseSpec> specType() {
        return DiagnoseSpec.class;
    }

    @Override
    public JobResult run(DiagnoseSpec spec, JobContext context) throws IOException {
        ImageSet images = JobInputs.testImages(context, spec.dataset());
        try (LogitFunction model = JobInputs.model(context, images.shape(), batch)) {
            Evaluation evaluation = new Evaluation(model, images);
            evaluation.attackMemory().require();
            Path file = ScratchFiles.writeJson(
                    context,
                    ResultFileNames.DIAGNOSIS,
                    evaluation.diagnose(spec.images(), Ball.of(spec.threat()), spec.seed(), context::progress));
            return JobResult.of(JobMetrics.passes(evaluation.passes()), file);
        }
    }
}
