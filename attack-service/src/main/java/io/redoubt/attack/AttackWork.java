package io.redoubt.attack;

import io.redoubt.api.event.Progress;
import io.redoubt.api.job.AttackSpec;
import io.redoubt.api.job.ResultFileNames;
import io.redoubt.core.attack.AttackResult;
import io.redoubt.core.attack.AttackState;
import io.redoubt.core.attack.logits.BatchSize;
import io.redoubt.core.attack.logits.LogitFunction;
import io.redoubt.core.evaluate.AttackParameters;
import io.redoubt.core.evaluate.Evaluation;
import io.redoubt.data.ImageSet;
import io.redoubt.pipeline.artifact.CheckpointPosition;
import io.redoubt.pipeline.job.JobContext;
import io.redoubt.pipeline.job.JobResult;
import io.redoubt.pipeline.job.JobWork;
import io.redoubt.worker.JobInputs;
import io.redoubt.worker.JobMetrics;
import io.redoubt.worker.ScratchFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Attacks a range of test images, resuming from the latest checkpoint if there is one, and stores the examples as float32.
 * Corrupted images are not stored, only their predictions; a job for those always starts from the beginning.
 */
final class AttackWork implements JobWork<AttackSpec> {

    private final BatchSize batch;

    AttackWork(BatchSize batch) {
        this.batch = batch;
    }

    @Override
    public Class<AttackSpec> specType() {
        return AttackSpec.class;
    }

    @Override
    public JobResult run(AttackSpec spec, JobContext context) throws IOException {
        ImageSet images = JobInputs.testImages(context, spec.dataset());
        try (LogitFunction model = JobInputs.model(context, images.shape(), batch)) {
            Evaluation evaluation = new Evaluation(model, images);
            (spec.attack().corrupts() ? evaluation.predictionMemory() : evaluation.attackMemory()).require();
            return spec.attack().corrupts()
                    ? corrupt(spec, context, evaluation)
                    : attack(spec, context, evaluation, latestState(context, images));
        }
    }

    private static JobResult corrupt(AttackSpec spec, JobContext context, Evaluation evaluation) throws IOException {
        Path file = ScratchFiles.writeJson(
                context,
                ResultFileNames.CORRUPTIONS,
                evaluation.corruptions(spec.range(), spec.seed(), context::progress));
        return JobResult.of(JobMetrics.forwardPasses(evaluation.passes()), file);
    }

    private static JobResult attack(
            AttackSpec spec, JobContext context, Evaluation evaluation, Optional<AttackState> start)
            throws IOException {
        AttackResult result = evaluation.attack(
                spec.attack(),
                new AttackParameters(spec.threat(), spec.step(), spec.seed()),
                spec.range(),
                start,
                (progress, state) -> report(context, progress, state));
        Path examples = context.scratch().resolve(ResultFileNames.EXAMPLES);
        result.examples().write(examples);
        return JobResult.of(JobMetrics.attack(result), examples);
    }

    private static Optional<AttackState> latestState(JobContext context, ImageSet images) throws IOException {
        Optional<Path> checkpoint = context.latestCheckpoint();
        return checkpoint.isPresent()
                ? Optional.of(AttackState.read(checkpoint.get(), images.shape()))
                : Optional.empty();
    }

    /** Checkpoint positions count an attack as one epoch of searches. */
    private static void report(JobContext context, Progress progress, Optional<AttackState> state) {
        if (state.isEmpty()) {
            context.progress(progress);
        } else {
            CheckpointPosition position = new CheckpointPosition(0, state.get().searches());
            context.progress(progress, position, state.get()::write);
        }
    }
}
