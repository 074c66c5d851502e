package io.redoubt.core.train;

import io.redoubt.core.adversary.TrainingAdversary;
import io.redoubt.core.model.Weights;
import io.redoubt.core.progress.Phase;
import io.redoubt.core.progress.ProgressMeter;
import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.DeviceTensors;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import io.redoubt.data.EpochOrder;
import io.redoubt.data.ImageSet;
import io.redoubt.data.TrainValidationSplit;
import io.redoubt.data.safetensors.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A training run in the engine: the compiled script, and the weights and momentum, which steps update in place. */
final class TrainingRun implements TrainingSnapshot, AutoCloseable {
    private static final String ATTACK = "training";

    private final TrainingPlan plan;
    private final BatchLoader loader;
    private final int[] trainingIndices;
    private final TrainingAdversary attack;
    private final BatchPrefetcher prefetcher;
    private final BatchNormStatistics statistics;
    private final ModelSelection selection;
    private final LearningRate learningRate;
    private final AveragingRate averageRate;
    private final ScriptModule module;
    private final List<Tensor> weightTemplates;
    private final List<Tensor> momentumTemplates;
    private final DeviceTensors weights;
    private final DeviceTensors momentum;
    /** The model that is evaluated: the average, or the weights if there is no averaging. */
    private final DeviceTensors model;

    private final PassCounter passes;
    /** The state after the last finished epoch, or the state that the run started from. */
    private TrainingState lastState;
    /** Finished steps of the current epoch. */
    private int steps;

    private double lossSum;
    /** The average after the last step, while its batch norm statistics are being recomputed. */
    private Optional<Weights> averageBeforeStatistics = Optional.empty();

    TrainingRun(TrainingPlan plan, ImageSet images, TrainingState state) {
        this.plan = plan;
        TrainValidationSplit split = plan.split(images);
        BatchLoader batches = new BatchLoader(plan, images);
        trainingIndices = split.training();
        loader = BatchNormStatistics.usableBatches(batches, trainingIndices);
        attack = plan.trainingAttack();
        prefetcher = new BatchPrefetcher(
                loader,
                Optional.of(attack).filter(adversary -> plan.loss().inputs().adversarial()));
        statistics = new BatchNormStatistics(loader, trainingIndices);
        selection = new ModelSelection(batches, split.heldOut());
        learningRate = new LearningRate(
                plan.recipe().learningRate(),
                plan.recipe().schedule(),
                plan.recipe().decay(),
                plan.recipe().warmupSteps(),
                (long) plan.recipe().epochs() * stepsPerEpoch());
        averageRate = plan.averageRate();
        weightTemplates = state.weights().inOrder(plan.batches().objective().tensors());
        momentumTemplates = state.momentum().tensors();
        lastState = state;
        steps = state.partial().map(PartialEpoch::steps).orElse(0);
        lossSum = state.partial().map(PartialEpoch::lossSum).orElse(0.0);
        if (steps > stepsPerEpoch()) {
            throw new IllegalArgumentException("the state has " + steps + " steps in an epoch, but the plan has "
                    + stepsPerEpoch() + "; resume with the images and the batch of the interrupted run");
        }
        passes = new PassCounter(plan.batches().inputsPerImage(), state.forwardPasses(), state.backwardPasses());
        module = ScriptModule.load(script());
        weights = module.upload("w", weightTemplates);
        momentum = module.upload("v", momentumTemplates);
        model = averageRate.averages()
                ? module.upload(
                        "a", state.model().inOrder(plan.batches().objective().tensors()))
                : weights;
    }

    private ScriptSource script() {
        ScriptSource source = new ScriptSource();
        plan.batches().objective().define(source);
        plan.loss().define(source, plan.updateModes());
        plan.loss().defineGradientWeights(source, plan.trainedPositions());
        plan.optimiser().define(source, plan.trainedPositions());
        attack.define(source, ATTACK);
        selection.define(source);
        AveragingRate.define(source);
        statistics.define(source);
        return source;
    }

    /** Returns the remaining cost in single-image passes, including model selection. */
    double workLeft() {
        double work = IntStream.range(epochs(), plan.recipe().epochs())
                .mapToDouble(next -> trainingPhase(next).work()
                        + (statistics.appliesTo(next) ? statistics.phase(next).work() : 0)
                        + selection.phase(next).work())
                .sum();
        return work - imagesDone() * trainingPhase(epochs()).passesPerImage();
    }

    /** Trains on the remaining batches of the epoch and updates the average. */
    void trainEpoch(ProgressMeter meter) {
        int epoch = epochs();
        int[] order = EpochOrder.of(trainingIndices, plan.seed(), epoch);
        meter.resume(trainingPhase(epoch + 1), imagesDone());
        while (steps < stepsPerEpoch()) {
            int[] indices = loader.indices(order, steps);
            double loss = trainStep(order, indices, epoch, steps);
            if (!Double.isFinite(loss)) {
                throw new DivergedException("the loss is " + loss + " at step " + steps + " of epoch " + (epoch + 1));
            }
            lossSum += loss;
            steps++;
            meter.advance(
                    indices.length,
                    Map.of("loss", loss, "learningRate", learningRate.at(globalStep(epoch, steps - 1))));
        }
    }

    private long globalStep(int epoch, int step) {
        return (long) epoch * stepsPerEpoch() + step;
    }

    private double trainStep(int[] order, int[] indices, int epoch, int step) {
        try (ScriptStep call = module.step()) {
            TrainingBatch prepared = prefetcher.next(call, order, epoch, step);
            DeviceTensor x = prepared.batch().images();
            DeviceTensor t = prepared.batch().targets();
            List<DeviceTensor> inputs = new ArrayList<>();
            if (plan.loss().inputs().adversarial()) {
                inputs.add(attack.perturb(ATTACK, call, weights, x, t, prepared.noise()));
                passes.add(indices.length * attack.forwardPasses(), indices.length * attack.passes());
            }
            if (plan.loss().inputs().clean()) {
                inputs.add(x);
            }
            DeviceTensor rate = call.doubles(learningRate.at(globalStep(epoch, step)));
            DeviceTensors lossInputs = DeviceTensors.of("inputs", inputs);
            int updatePasses = indices.length * plan.loss().updatePasses();
            passes.add(updatePasses, updatePasses);
            float loss = call.call(ScriptMethods.UPDATE, weights, momentum, lossInputs, t, rate, call.doubles(epoch))
                    .get(0)
                    .toFloats()[0];
            updateAverage(call, averageRate.afterStep(globalStep(epoch, step)));
            if (step + 1 == stepsPerEpoch()) {
                updateAverage(call, averageRate.afterEpoch(epoch));
            }
            return loss;
        }
    }

    private void updateAverage(ScriptStep call, double rate) {
        if (rate > 0) {
            call.call(ScriptMethods.AVERAGE, model, weights, call.doubles(rate));
        }
    }

    /**
     * Recomputes batch norm statistics if required, then evaluates the model on the held-out images.
     *
     * @throws DivergedException when a weight, a running statistic or a logit is not finite
     */
    EpochMetrics evaluateEpoch(ProgressMeter meter) {
        download("weights", weights, weightTemplates);
        PassCounter separate = passes.separate();
        if (statistics.appliesTo(epochs())) {
            averageBeforeStatistics = Optional.of(model());
            statistics.recompute(module, model, epochs(), meter, separate);
            model();
        }
        EpochMetrics metrics = selection.evaluate(module, model, epochs(), lossSum / stepsPerEpoch(), meter, separate);
        passes.add(separate);
        return metrics;
    }

    /**
     * Ends the epoch.
     *
     * @return a copy of the complete state after the epoch
     */
    TrainingState finishEpoch(EpochMetrics epoch) {
        averageBeforeStatistics = Optional.empty();
        steps = 0;
        lossSum = 0;
        boolean better = epochs() == 0
                || epoch.isBetterThan(
                        lastState.bestEpoch(), plan.loss().inputs().adversarial());
        List<EpochMetrics> history = new ArrayList<>(lastState.history());
        history.add(epoch);
        lastState = copy(better ? model() : lastState.best(), better ? epoch.epoch() : lastState.selected(), history);
        return lastState;
    }

    @Override
    public int epochs() {
        return lastState.epochs();
    }

    @Override
    public int steps() {
        return steps;
    }

    @Override
    public TrainingState state() {
        return copy(lastState.best(), lastState.selected(), lastState.history());
    }

    private TrainingState copy(Weights best, int selected, List<EpochMetrics> history) {
        return new TrainingState(
                download("weights", weights, weightTemplates),
                download("momentum", momentum, momentumTemplates),
                averageRate.averages() ? Optional.of(averageBeforeStatistics.orElseGet(this::model)) : Optional.empty(),
                best,
                selected,
                history,
                steps == 0 ? Optional.empty() : Optional.of(new PartialEpoch(steps, lossSum)),
                passes.forward(),
                passes.backward());
    }

    private Weights model() {
        return download(averageRate.averages() ? "averaged weights" : "weights", model, weightTemplates);
    }

    /** @throws DivergedException when a value is not finite, so that no checkpoint holds one */
    private Weights download(String name, DeviceTensors tensors, List<Tensor> templates) {
        Weights copy = Weights.of(module.download(tensors, templates));
        copy.nonFinite().stream().findFirst().ifPresent(tensor -> {
            throw new DivergedException("tensor '" + tensor + "' of the " + name + " is not finite after step "
                    + (steps - 1) + " of epoch " + (epochs() + 1));
        });
        return copy;
    }

    int liveTensors() {
        return module.liveTensors();
    }

    private int stepsPerEpoch() {
        return loader.steps(trainingIndices.length);
    }

    private int imagesDone() {
        return steps == stepsPerEpoch()
                ? trainingIndices.length
                : steps * plan.recipe().batch();
    }

    Phase trainingPhase(int epoch) {
        // A gradient with respect to the weights costs about 1.5 times a gradient with respect to the images.
        double cost = 1.5 * plan.loss().updatePasses() + (plan.loss().inputs().adversarial() ? attack.passes() : 0);
        return new Phase("train", epoch, trainingIndices.length, cost);
    }

    @Override
    public void close() {
        prefetcher.close();
        module.close();
    }
}
