package io.redoubt.finetune;

import io.redoubt.api.Json;
import io.redoubt.api.job.FinetuneSpec;
import io.redoubt.api.job.InputRoles;
import io.redoubt.api.job.ResultFileNames;
import io.redoubt.core.model.PretrainedTrunk;
import io.redoubt.core.model.Weights;
import io.redoubt.core.model.file.ModelDescription;
import io.redoubt.core.model.file.ModelFile;
import io.redoubt.core.train.FineTuning;
import io.redoubt.core.train.TrainingState;
import io.redoubt.data.ImageDataset;
import io.redoubt.pipeline.job.JobContext;
import io.redoubt.pipeline.job.JobResult;
import io.redoubt.pipeline.job.JobWork;
import io.redoubt.worker.JobInputs;
import io.redoubt.worker.JobMetrics;
import io.redoubt.worker.ScratchFiles;
import io.redoubt.worker.TrainingJob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Trains a classifier from random weights or a pretrained trunk, resuming from the latest checkpoint if there is one. */
final class FinetuneWork implements JobWork<FinetuneSpec> {

    @Override
    public Class<FinetuneSpec> specType() {
        return FinetuneSpec.class;
    }

    @Override
    public JobResult run(FinetuneSpec spec, JobContext context) throws IOException {
        ImageDataset dataset = JobInputs.dataset(context, spec.dataset());
        FineTuning training = new FineTuning(spec, dataset);
        List<Path> parts = new ArrayList<>();
        Weights initial = training.initialWeights();
        if (context.roles().contains(InputRoles.TRUNK)) {
            PretrainedTrunk trunk = training.load(
                    ModelFile.read(context.input(InputRoles.TRUNK)).weights());
            initial = trunk.weights();
            parts.add(ScratchFiles.write(
                    context,
                    ResultFileNames.TRUNK_LOAD,
                    Json.pretty(
                            Map.of("matched", trunk.matched(), "fresh", trunk.fresh(), "ignored", trunk.ignored()))));
        }
        TrainingJob job = new TrainingJob(context);
        TrainingState start = job.latestState().orElse(training.start(initial));
        TrainingState end = training.run(start, job);
        ModelDescription description = ModelDescription.of(
                        training.network(),
                        dataset.classes(),
                        ModelDescription.CLASSIFICATION,
                        context.job().fingerprint())
                .withImages(dataset.train().shape());
        parts.add(ScratchFiles.writeModel(context, ResultFileNames.MODEL, new ModelFile(description, end.best())));
        parts.add(
                ScratchFiles.writeModel(context, ResultFileNames.LAST_MODEL, new ModelFile(description, end.model())));
        return job.result(end, JobMetrics.finetuning(training, end), parts);
    }
}
