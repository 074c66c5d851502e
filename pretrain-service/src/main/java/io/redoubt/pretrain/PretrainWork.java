package io.redoubt.pretrain;

import io.redoubt.api.job.PretrainSpec;
import io.redoubt.api.job.ResultFileNames;
import io.redoubt.core.model.file.ModelDescription;
import io.redoubt.core.model.file.ModelFile;
import io.redoubt.core.train.Pretraining;
import io.redoubt.core.train.TrainingState;
import io.redoubt.pipeline.job.JobContext;
import io.redoubt.pipeline.job.JobResult;
import io.redoubt.pipeline.job.JobWork;
import io.redoubt.worker.JobInputs;
import io.redoubt.worker.JobMetrics;
import io.redoubt.worker.ScratchFiles;
import io.redoubt.worker.TrainingJob;
import java.io.IOException;
import java.util.List;

/** Pretrains a trunk, resuming from the latest checkpoint if there is one. */
final class PretrainWork implements JobWork<PretrainSpec> {

    @Override
    public Class<PretrainSpec> specType() {
        return PretrainSpec.class;
    }

    @Override
    public JobResult run(PretrainSpec spec, JobContext context) throws IOException {
        Pretraining pretraining = new Pretraining(spec, JobInputs.dataset(context, spec.dataset()));
        TrainingJob job = new TrainingJob(context);
        TrainingState end = pretraining.run(job.latestState().orElseGet(pretraining::start), job);
        ModelDescription description = ModelDescription.of(
                        pretraining.backbone(),
                        List.of(),
                        spec.task().name(),
                        context.job().fingerprint())
                .withPretext(pretraining.settings());
        return job.result(
                end,
                JobMetrics.pretraining(end),
                List.of(ScratchFiles.writeModel(
                        context, ResultFileNames.MODEL, new ModelFile(description, end.best()))));
    }
}
