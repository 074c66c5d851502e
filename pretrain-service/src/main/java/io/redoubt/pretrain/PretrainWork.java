package io.redoubt.pretrain;

import io.redoubt.api.Json;
import io.redoubt.api.job.PretrainSpec;
import io.redoubt.api.job.ResultFileNames;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.core.data.DatasetFile;
import io.redoubt.core.model.ModelDescription;
import io.redoubt.core.model.ModelFile;
import io.redoubt.core.train.Pretraining;
import io.redoubt.core.train.TrainingState;
import io.redoubt.pipeline.job.JobContext;
import io.redoubt.pipeline.job.JobResult;
import io.redoubt.pipeline.job.JobWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pretrains a trunk, going on from the last checkpoint if there is one. */
final class PretrainWork implements JobWork<PretrainSpec> {

    @Override
    public Class<PretrainSpec> specType() {
        return PretrainSpec.class;
    }

    @Override
    public JobResult run(PretrainSpec spec, JobContext context) throws IOException {
        Pretraining pretraining = new Pretraining(spec, DatasetFile.read(context.dataset(spec.dataset())));
        Optional<Path> checkpoint = context.latestCheckpoint();
        TrainingState start = checkpoint.isPresent() ? TrainingState.read(checkpoint.get()) : pretraining.start();
        TrainingState end = pretraining.run(start, new JobObserver(context));

        Path model = context.scratch().resolve(ResultFileNames.MODEL);
        ModelDescription description = ModelDescription.of(
                        pretraining.backbone(),
                        List.of(),
                        spec.task().name(),
                        context.job().fingerprint())
                .withPretext(pretraining.settings());
        new ModelFile(description, end.best()).write(model);
        Path history = context.scratch().resolve(ResultFileNames.HISTORY);
        Files.write(history, Json.canonical(end.records()));
        return JobResult.of(
                Map.of(
                        ResultManifest.FORWARD_PASSES, (double) end.forwardPasses(),
                        ResultManifest.BEST_EPOCH, (double) end.bestEpoch().epoch()),
                model,
                history);
    }
}
