package io.redoubt.core.train;

import io.redoubt.core.adversary.Adversary;
import io.redoubt.core.data.EpochOrder;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.data.Split;
import io.redoubt.core.model.Weights;
import io.redoubt.core.progress.Phase;
import io.redoubt.core.progress.ProgressMeter;
import io.redoubt.core.safetensors.Tensor;
import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.DeviceTensors;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A training loaded into the engine: the script, and the weights and momentum that steps change in place. */
final class TrainingRun implements AutoCloseable {
    private static final String ATTACK = "training";

    private final TrainingPlan plan;
    private final BatchLoader loader;
    private final int[] training;
    private final Adversary attack;
    private final NormStatistics statistics;
    private final Selection selection;
    private final LearningRate learningRate;
    private final AverageRate averageRate;
    private final ScriptModule module;
    private final List<Tensor> weightsLike;
    private final List<Tensor> momentumLike;
    private final DeviceTensors weights;
    private final DeviceTensors momentum;
    /** What is selected: the average, or the weights themselves where none is kept. */
    private final DeviceTensors model;

    private final PassCount passes;

    TrainingRun(TrainingPlan plan, ImageSet images, TrainingState state) {
        this.plan = plan;
        Split split = plan.split(images);
        loader = new BatchLoader(plan, images);
        training = split.training();
        attack = plan.trainingAttack();
        statistics = new NormStatistics(loader, training);
        selection = new Selection(loader, split.heldOut());
        learningRate = new LearningRate(
                plan.recipe().learningRate(),
                plan.recipe().schedule(),
                plan.recipe().decay(),
                plan.recipe().warmupSteps(),
                (long) plan.recipe().epochs() * stepsPerEpoch());
        averageRate = plan.averageRate();
        weightsLike = state.weights().inOrder(plan.batches().objective().tensors());
        momentumLike = state.momentum().tensors();
        passes = new PassCount(state, plan.batches().inputsPerImage());
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
        AverageRate.define(source);
        statistics.define(source);
        return source;
    }

    /** Passes of single images through the network from an epoch, counted from 0, to the last, selection included. */
    double workFrom(int epoch) {
        return IntStream.range(epoch, plan.recipe().epochs())
                .mapToDouble(next -> trainingPhase(next).work()
                        + (statistics.measures(next) ? statistics.phase(next).work() : 0)
                        + selection.phase(next).work())
                .sum();
    }

    /** Trains on every image once and moves the average; returns the mean loss over the steps. */
    double trainEpoch(int epoch, ProgressMeter meter) {
        int[] order = EpochOrder.of(training, plan.seed(), epoch);
        double sum = 0;
        meter.begin(trainingPhase(epoch + 1));
        for (int step = 0; step < stepsPerEpoch(); step++) {
            int[] indices = loader.indices(order, step);
            double loss = trainStep(indices, epoch, step);
            if (!Double.isFinite(loss)) {
                throw new DivergedException(epoch + 1, step, loss);
            }
            sum += loss;
            meter.advance(indices.length, Map.of("loss", loss));
        }
        try (ScriptStep call = module.step()) {
            moveAverage(call, averageRate.afterEpoch(epoch));
        }
        if (statistics.measures(epoch)) {
            statistics.measure(module, model, epoch, meter, passes);
        }
        return sum / stepsPerEpoch();
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
            long steps = (long) epoch * stepsPerEpoch() + step;
            DeviceTensor rate = call.doubles(learningRate.at(steps));
            DeviceTensors terms = DeviceTensors.of("inputs", inputs);
            passes.add(indices.length * inputs.size(), indices.length * inputs.size());
            float loss = call.call("update", weights, momentum, terms, t, rate)
                    .get(0)
                    .toFloats()[0];
            moveAverage(call, averageRate.afterStep(steps));
            return loss;
        }
    }

    private void moveAverage(ScriptStep call, double rate) {
        if (rate > 0) {
            call.call("average", model, weights, call.doubles(rate));
        }
    }

    /** Measures accuracy and robust accuracy on the held-out images. */
    EpochMetrics select(int epoch, double loss, ProgressMeter meter) {
        return selection.measure(module, model, epoch, loss, meter, passes);
    }

    /**
     * A copy of all state after an epoch.
     *
     * @param before the state before it
     * @param better whether the epoch is preferred to all before
     */
    TrainingState state(TrainingState before, EpochMetrics epoch, boolean better) {
        List<EpochMetrics> history = new ArrayList<>(before.history());
        history.add(epoch);
        return new TrainingState(
                Weights.of(module.download(weights, weightsLike)),
                Weights.of(module.download(momentum, momentumLike)),
                averageRate.averages() ? Optional.of(model()) : Optional.empty(),
                better ? model() : before.best(),
                better ? epoch.epoch() : before.selected(),
                history,
                passes.forward(),
                passes.backward());
    }

    /** The weights that are judged and stored: the average where one is kept. */
    Weights model() {
        return Weights.of(module.download(model, weightsLike));
    }

    int liveTensors() {
        return module.liveTensors();
    }

    private int stepsPerEpoch() {
        return loader.steps(training.length);
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
