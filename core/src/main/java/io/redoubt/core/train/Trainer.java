package io.redoubt.core.train;

import io.redoubt.api.Plural;
import io.redoubt.api.report.EpochRecord;
import io.redoubt.core.model.Objective;
import io.redoubt.core.model.TensorSpec;
import io.redoubt.core.model.Weights;
import io.redoubt.core.progress.ProgressMeter;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.data.ImageSet;
import io.redoubt.data.memory.MemoryEstimate;
import io.redoubt.data.safetensors.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * Runs a training plan: in each epoch, the training steps, model selection on the held-out images, and a checkpoint.
 * Training stops early on {@link CatastrophicOverfitting}.
 *
 * @param plan the training plan
 * @param images the training images, including those that the plan holds out
 */
public record Trainer(TrainingPlan plan, ImageSet images) {
    /** Weights, momentum and best weights. */
    private static final int COPIES_PER_STATE = 3;

    /** The images, the adversarial images, and the gradient and a step of the attack. */
    private static final int COPIES_PER_IMAGE = 4;

    /** Returns the state before the first epoch, with zero momentum. */
    public TrainingState start(Weights initial) {
        List<Tensor> weights = initial.inOrder(plan.batches().objective().tensors());
        List<Tensor> momentum = plan.trainedPositions().stream()
                .map(weights::get)
                .map(tensor -> Tensor.of(tensor.name(), tensor.shape(), new float[Math.toIntExact(tensor.elements())]))
                .toList();
        Optional<Weights> average = plan.averageRate().averages() ? Optional.of(initial) : Optional.empty();
        return new TrainingState(initial, Weights.of(momentum), average, initial, 0, List.of(), Optional.empty(), 0, 0);
    }

    /**
     * Trains from a state to the last epoch of the plan, or to the epoch in which training collapses.
     *
     * @param from the initial state, or any state of an interrupted run of the same plan
     * @param observer called after each step and each epoch
     * @return the state after the last epoch, see {@link TrainingState#collapsed}; {@code from} itself if it is already
     *     final
     * @throws IllegalArgumentException when {@code from} has more steps in an epoch than the plan
     * @throws io.redoubt.api.InvalidFieldException when the batch norms cannot use batches of the size in the recipe
     * @throws io.redoubt.data.memory.NotEnoughMemoryException when the training would not fit into memory
     * @throws DivergedException when a loss, a weight, a running statistic or a logit is not finite
     * @throws RuntimeException an exception of the observer aborts the run and propagates
     */
    public TrainingState run(TrainingState from, TrainingObserver observer) {
        memory().require();
        int epochs = plan.recipe().epochs();
        TrainingState state = from;
        try (TrainingRun run = new TrainingRun(plan, images, from)) {
            ProgressMeter meter = new ProgressMeter(
                    progress -> observer.progress(progress, run),
                    epochs,
                    run.workLeft(),
                    run.trainingPhase(from.epochs() + 1));
            while (state.epochs() < epochs && !state.collapsed()) {
                run.trainEpoch(meter);
                state = run.finishEpoch(run.evaluateEpoch(meter));
                if (state.collapsed()) {
                    meter.end();
                }
                EpochRecord epoch = state.records().get(state.epochs() - 1);
                observer.checkpoint(state, meter.now(epoch.metrics()));
            }
        }
        return state;
    }

    /** Returns the estimated memory that the training takes. */
    MemoryEstimate memory() {
        Objective objective = plan.batches().objective();
        long weights = Float.BYTES
                * objective.tensors().stream().mapToLong(TensorSpec::elements).sum();
        int batch = Math.min(plan.recipe().batch(), images.size());
        double perImage = objective.activations()
                        * images.height()
                        * images.width()
                        * plan.loss().updatePasses()
                + (double) COPIES_PER_IMAGE * plan.batches().inputsPerImage() * images.imageBytes();
        int copies = COPIES_PER_STATE + (plan.averageRate().averages() ? 1 : 0);
        // In the heap: the state before an epoch, the state after it, and one that is downloaded or written; the images
        // and
        // the noise of the next batch.
        long prepared = 2L * batch * plan.batches().inputsPerImage() * images.imageBytes() * Float.BYTES;
        return new MemoryEstimate(
                "training with batches of " + Plural.of(batch, "image") + " of " + images.shape(),
                (2 * copies + 1) * weights + prepared,
                ScriptModule.usesGpu() ? 0 : (long) (copies * weights + Float.BYTES * batch * perImage),
                "a smaller batch");
    }
}
