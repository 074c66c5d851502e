package io.redoubt.attack;

import io.redoubt.api.Json;
import io.redoubt.api.job.DiagnoseSpec;
import io.redoubt.api.job.ResultFileNames;
import io.redoubt.api.report.GradientMaskingDiagnosis;
import io.redoubt.core.data.DatasetFile;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.evaluate.GradientMaskingChecks;
import io.redoubt.core.threat.Ball;
import io.redoubt.pipeline.job.JobContext;
import io.redoubt.pipeline.job.JobResult;
import io.redoubt.pipeline.job.JobWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks whether a subject masks its gradients. */
final class GradientMaskingWork implements JobWork<DiagnoseSpec> {

    @Override
    public Class<DiagnoseSpec> specType() {
        return DiagnoseSpec.class;
    }

    @Override
    public JobResult run(DiagnoseSpec spec, JobContext context) throws IOException {
        ImageSet images = DatasetFile.read(context.dataset(spec.dataset())).test();
        try (AttackedSubject subject = AttackedSubject.of(context, images.shape())) {
            GradientMaskingChecks checks =
                    new GradientMaskingChecks(subject.logits(), images, spec.images(), spec.seed(), context::progress);
            GradientMaskingDiagnosis diagnosis = checks.run(Ball.of(spec.threat()));
            Path file = Files.write(context.scratch().resolve(ResultFileNames.DIAGNOSIS), Json.canonical(diagnosis));
            return JobResult.of(subject.metrics(checks.passes()), file);
        }
    }
}
