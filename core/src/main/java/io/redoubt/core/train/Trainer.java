package io.redoubt.core.train;

import io.redoubt.api.report.EpochRecord;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.model.Weights;
import io.redoubt.core.progress.ProgressMeter;
import io.redoubt.core.safetensors.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * Runs a training plan: epochs of steps, each epoch followed by selection on the held-out images and a checkpoint. A
 * training that suffers {@link CatastrophicOverfitting} ends there.
 *
 * @param plan what to do
 * @param images the training images, of which the plan holds some out
 */
public record Trainer(TrainingPlan plan, ImageSet images) {

    /** The state before the first epoch: nothing learned yet, momentum zero. */
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
     * Goes on from a state to the end of the plan, or to the epoch in which the training collapses.
     *
     * @param from a fresh state, or one of any moment of an interrupted run of the same plan
     * @return the state after the last epoch, see {@link TrainingState#collapsed}; also {@code from} itself when nothing
     *     was left to do
     * @throws IllegalArgumentException when more steps of an epoch are done than the plan has
     * @throws DivergedException when the loss is no longer finite
     * @throws RuntimeException whatever the observer throws to stop the run
     */
    public TrainingState run(TrainingState from, TrainingObserver observer) {
        int epochs = plan.recipe().epochs();
        TrainingState state = from;
        try (TrainingRun run = new TrainingRun(plan, images, from)) {
            ProgressMeter meter = new ProgressMeter(
                    progress -> observer.progress(progress, run),
                    epochs,
                    run.workLeft(),
                    run.trainingPhase(from.epochs() + 1));
            while (state.epochs() < epochs && !state.collapsed()) {
                run.train(meter);
                state = run.finish(run.judge(meter));
                if (state.collapsed()) {
                    meter.end();
                }
                EpochRecord epoch = state.records().get(state.epochs() - 1);
                observer.checkpoint(state, meter.now(epoch.metrics()));
            }
        }
        return state;
    }
}
