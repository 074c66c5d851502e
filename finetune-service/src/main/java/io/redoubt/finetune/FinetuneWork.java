package io.redoubt.finetune;

import io.redoubt.api.Json;
import io.redoubt.api.job.FinetuneSpec;
import io.redoubt.api.job.ResultFileNames;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.core.data.DatasetFile;
import io.redoubt.core.data.ImageDataset;
import io.redoubt.core.model.ModelDescription;
import io.redoubt.core.model.ModelFile;
import io.redoubt.core.model.PretrainedTrunk;
import io.redoubt.core.model.Weights;
import io.redoubt.core.train.FineTuning;
import io.redoubt.core.train.TrainingState;
import io.redoubt.pipeline.job.JobContext;
import io.redoubt.pipeline.job.JobResult;
import io.redoubt.pipeline.job.JobWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Trains a classifier from fresh weights or a pretrained trunk, going on from the last checkpoint if there is one. */
final class FinetuneWork implements JobWork<FinetuneSpec> {

    @Override
    public Class<FinetuneSpec> specType() {
        return FinetuneSpec.class;
    }

    @Override
    public JobResult run(FinetuneSpec spec, JobContext context) throws IOException {
        ImageDataset dataset = DatasetFile.read(context.dataset(spec.dataset()));
        FineTuning training = new FineTuning(spec, dataset);
        List<Path> parts = new ArrayList<>();
        Weights initial = training.initialWeights();
        if (context.job().inputs().containsKey(FinetuneSpec.TRUNK)) {
            PretrainedTrunk load = training.load(
                    ModelFile.read(context.input(FinetuneSpec.TRUNK)).weights());
            initial = load.weights();
            parts.add(write(
                    context,
                    ResultFileNames.TRUNK_LOAD,
                    Json.pretty(Map.of("matched", load.matched(), "fresh", load.fresh(), "ignored", load.ignored()))));
        }
        Optional<Path> checkpoint = context.latestCheckpoint();
        TrainingState start = checkpoint.isPresent() ? TrainingState.read(checkpoint.get()) : training.start(initial);
        TrainingState end = training.run(start, new JobObserver(context));

        ModelDescription description = ModelDescription.of(
                training.network(),
                dataset.classes(),
                ModelDescription.CLASSIFICATION,
                context.job().fingerprint());
        parts.add(write(context, ResultFileNames.MODEL, new ModelFile(description, end.best())));
        parts.add(write(context, ResultFileNames.LAST_MODEL, new ModelFile(description, end.model())));
        parts.add(write(context, ResultFileNames.HISTORY, Json.canonical(end.records())));
        return JobResult.of(
                Map.of(
                        ResultManifest.FORWARD_PASSES, (double) end.forwardPasses(),
                        ResultManifest.BEST_EPOCH, (double) end.bestEpoch().epoch()),
                parts.toArray(Path[]::new));
    }

    private static Path write(JobContext context, String part, byte[] content) throws IOException {
        return Files.write(context.scratch().resolve(part), content);
    }

    private static Path write(JobContext context, String part, ModelFile model) throws IOException {
        Path file = context.scratch().resolve(part);
        model.write(file);
        return file;
    }
}
