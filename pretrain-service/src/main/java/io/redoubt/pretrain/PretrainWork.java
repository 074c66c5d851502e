package io.redoubt.pretrain;

import io.redoubt.api.job.PretrainSpec;
import io.redoubt.core.data.DatasetFile;
import io.redoubt.core.model.ModelDescription;
import io.redoubt.core.model.ModelFile;
import io.redoubt.core.train.EpochMetrics;
import io.redoubt.core.train.Pretraining;
import io.redoubt.core.train.TrainingState;
import io.redoubt.pipeline.job.JobContext;
import io.redoubt.pipeline.job.JobResult;
import io.redoubt.pipeline.job.JobWork;
import io.redoubt.pipeline.job.ResumableTraining;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Pretrains a trunk, going on from the last checkpoint if there is one. */
final class PretrainWork implements JobWork<PretrainSpec> {

    @Override
    public Class<PretrainSpec> specType() {
        return PretrainSpec.class;
    }

    @Override
    public JobResult run(PretrainSpec spec, JobContext context) throws IOException {
        return null;
    }
}
