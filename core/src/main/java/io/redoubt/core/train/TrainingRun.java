package io.redoubt.core.train;

import io.redoubt.core.adversary.TrainingAdversary;
import io.redoubt.core.data.EpochOrder;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.data.TrainValidationSplit;
import io.redoubt.core.model.Weights;
import io.redoubt.core.progress.Phase;
import io.redoubt.core.progress.ProgressMeter;
import io.redoubt.core.safetensors.Tensor;
import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.DeviceTensors;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A training loaded into the engine: the script, and the weights and momentum that steps change in place. */
final class TrainingRun implements TrainingSnapshot, AutoCloseable {
    private static final String ATTACK = "training";

    private final TrainingPlan plan;
    private final BatchLoader loader;
    private final int[] training;
    private final TrainingAdversary attack;
    private final BatchNormStatistics statistics;
    private final ModelSelection selection;
    private final LearningRate learningRate;
    private final AveragingRate averageRate;
    private final ScriptModule module;
    private final List<Tensor> weightsLike;
    private final List<Tensor> momentumLike;
    private final DeviceTensors weights;
    private final DeviceTensors momentum;
    /** What is selected: the average, or the weights themselves where none is kept. */
    private final DeviceTensors model;

    private final PassCounter passes;
    /** As of the last finished epoch, or that which the run began from. */
    private TrainingState last;
    /** Of the epoch under way. */
    private int steps;

    private double lossSum;
    /** The average as the last step left it, while its statistics are measured anew. */
    private Optional<Weights> unmeasured = Optional.empty();

    TrainingRun(TrainingPlan plan, ImageSet images, TrainingState state) {
        this.plan = plan;
        TrainValidationSplit split = plan.split(images);
        loader = new BatchLoader(plan, images);
        training = split.training();
        attack = plan.trainingAttack();
        statistics = new BatchNormStatistics(loader, training);
        selection = new ModelSelection(loader, split.heldOut());
        learningRate = new LearningRate(
                plan.recipe().learningRate(),
                plan.recipe().schedule(),
                plan.recipe().decay(),
                plan.recipe().warmupSteps(),
                (long) plan.recipe().epochs() * stepsPerEpoch());
        averageRate = plan.averageRate();
        weightsLike = state.weights().inOrder(plan.batches().objective().tensors());
        momentumLike = state.momentum().tensors();
        last = state;
        steps = state.partial().map(PartialEpoch::steps).orElse(0);
        lossSum = state.partial().map(PartialEpoch::lossSum).orElse(0.0);
        if (steps > stepsPerEpoch()) {
            throw new IllegalArgumentException(
                    "the state is after " + steps + " steps of an epoch that has " + stepsPerEpoch());
        }
        passes = new PassCounter(plan.batches().inputsPerImage(), state.forwardPasses(), state.backwardPasses());
        module = ScriptModule.load(script());
        weights = module.upload("w", weightsLike);
        momentum = module.upload("v", momentumLike);
        model = averageRate.averages()
                ? module.upload(
                        "a", state.model().inOrder(plan.batches().objective().tensors()))
                : weights;
    }

    private ScriptSource script() {
        ScriptSource source = new ScriptSource();
        plan.batches().objective().define(source);
        plan.loss().define(source, plan.updateModes());
        plan.optimiser().define(source, plan.trainedPositions());
        attack.define(source, ATTACK);
        selection.define(source);
        AveragingRate.define(source);
        statistics.define(source);
        return source;
    }

    /** Passes of single images through the network from here to the last epoch, selection included. */
    double workLeft() {
        double work = IntStream.range(epochs(), plan.recipe().epochs())
                .mapToDouble(next -> trainingPhase(next).work()
                        + (statistics.measures(next) ? statistics.phase(next).work() : 0)
                        + selection.phase(next).work())
                .sum();
        return work - imagesDone() * trainingPhase(epochs()).passesPerImage();
    }

    /** Trains on every image that is left of the epoch and moves the average. */
    void train(ProgressMeter meter) {
        int epoch = epochs();
        int[] order = EpochOrder.of(training, plan.seed(), epoch);
        meter.resume(trainingPhase(epoch + 1), imagesDone());
        while (steps < stepsPerEpoch()) {
            int[] indices = loader.indices(order, steps);
            double loss = trainStep(indices, epoch, steps);
            if (!Double.isFinite(loss)) {
                throw new DivergedException(epoch + 1, steps, loss);
            }
            lossSum += loss;
            steps++;
            meter.advance(indices.length, Map.of("loss", loss));
        }
    }

    private double trainStep(int[] indices, int epoch, int step) {
        try (ScriptStep call = module.step()) {
            Batch batch = loader.training(call, indices, epoch, step);
            DeviceTensor x = batch.images();
            DeviceTensor t = batch.targets();
            List<DeviceTensor> inputs = new ArrayList<>();
            if (plan.terms().adversarial()) {
                inputs.add(attack.perturb(ATTACK, call, weights, x, t, loader.seeds(indices, epoch, "attack")));
                passes.add(indices.length * attack.forwardPasses(), indices.length * attack.passes());
            }
            if (plan.terms().clean()) {
                inputs.add(x);
            }
            long before = (long) epoch * stepsPerEpoch() + step;
            DeviceTensor rate = call.doubles(learningRate.at(before));
            DeviceTensors terms = DeviceTensors.of("inputs", inputs);
            passes.add(indices.length * inputs.size(), indices.length * inputs.size());
            float loss = call.call(ScriptMethods.UPDATE, weights, momentum, terms, t, rate)
                    .get(0)
                    .toFloats()[0];
            moveAverage(call, averageRate.afterStep(before));
            if (step + 1 == stepsPerEpoch()) {
                moveAverage(call, averageRate.afterEpoch(epoch));
            }
            return loss;
        }
    }

    private void moveAverage(ScriptStep call, double rate) {
        if (rate > 0) {
            call.call(ScriptMethods.AVERAGE, model, weights, call.doubles(rate));
        }
    }

    /** Measures the statistics of a mean anew, then accuracy and robust accuracy on the held-out images. */
    EpochMetrics judge(ProgressMeter meter) {
        PassCounter apart = passes.apart();
        if (statistics.measures(epochs())) {
            unmeasured = Optional.of(model());
            statistics.measure(module, model, epochs(), meter, apart);
        }
        EpochMetrics metrics = selection.measure(module, model, epochs(), lossSum / stepsPerEpoch(), meter, apart);
        passes.add(apart);
        return metrics;
    }

    /**
     * Ends the epoch.
     *
     * @return a copy of all state after it
     */
    TrainingState finish(EpochMetrics epoch) {
        unmeasured = Optional.empty();
        steps = 0;
        lossSum = 0;
        boolean better = epochs() == 0
                || epoch.isBetterThan(last.bestEpoch(), plan.terms().adversarial());
        List<EpochMetrics> history = new ArrayList<>(last.history());
        history.add(epoch);
        last = copy(better ? model() : last.best(), better ? epoch.epoch() : last.selected(), history);
        return last;
    }

    @Override
    public int epochs() {
        return last.epochs();
    }

    @Override
    public int steps() {
        return steps;
    }

    @Override
    public TrainingState state() {
        return copy(last.best(), last.selected(), last.history());
    }

    private TrainingState copy(Weights best, int selected, List<EpochMetrics> history) {
        return new TrainingState(
                Weights.of(module.download(weights, weightsLike)),
                Weights.of(module.download(momentum, momentumLike)),
                averageRate.averages() ? Optional.of(unmeasured.orElseGet(this::model)) : Optional.empty(),
                best,
                selected,
                history,
                steps == 0 ? Optional.empty() : Optional.of(new PartialEpoch(steps, lossSum)),
                passes.forward(),
                passes.backward());
    }

    private Weights model() {
        return Weights.of(module.download(model, weightsLike));
    }

    int liveTensors() {
        return module.liveTensors();
    }

    private int stepsPerEpoch() {
        return loader.steps(training.length);
    }

    private int imagesDone() {
        return Math.min(training.length, steps * plan.recipe().batch());
    }

    Phase trainingPhase(int epoch) {
        int terms = (plan.terms().adversarial() ? 1 : 0) + (plan.terms().clean() ? 1 : 0);
        // A gradient for the weights costs about half as much again as one for the images alone.
        double cost = 1.5 * terms + (plan.terms().adversarial() ? attack.passes() : 0);
        return new Phase("train", epoch, training.length, cost);
    }

    @Override
    public void close() {
        module.close();
    }
}
