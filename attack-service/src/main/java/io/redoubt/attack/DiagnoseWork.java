package io.redoubt.attack;

import io.redoubt.api.Json;
import io.redoubt.api.job.DiagnoseSpec;
import io.redoubt.api.job.Parts;
import io.redoubt.api.report.Diagnosis;
import io.redoubt.core.data.DatasetFile;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.evaluate.MaskingChecks;
import io.redoubt.core.threat.Ball;
import io.redoubt.pipeline.job.JobContext;
import io.redoubt.pipeline.job.JobResult;
import io.redoubt.pipeline.job.JobWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks whether a subject masks its gradients. */
final class DiagnoseWork implements JobWork<DiagnoseSpec> {

    @Override
    public Class<DiagnoseSpec> specType() {
        return DiagnoseSpec.class;
    }

    @Override
    public JobResult run(DiagnoseSpec spec, JobContext context) throws IOException {
        ImageSet images = DatasetFile.read(context.dataset(spec.dataset())).test();
        try (AttackedSubject subject = AttackedSubject.of(context, images.shape())) {
            MaskingChecks checks =
                    new MaskingChecks(subject.logits(), images, spec.images(), spec.seed(), context::progress);
            Diagnosis diagnosis = checks.run(Ball.of(spec.threat()));
            Path file = Files.write(context.scratch().resolve(Parts.DIAGNOSIS), Json.canonical(diagnosis));
            return JobResult.of(subject.metrics(checks.passes()), file);
        }
    }
}
