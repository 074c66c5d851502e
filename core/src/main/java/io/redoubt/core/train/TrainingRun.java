package io.redoubt.core.train;

import io.redoubt.core.attack.Attack;
import io.redoubt.core.data.EpochOrder;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.data.Split;
import io.redoubt.core.model.Weights;
import io.redoubt.core.progress.Phase;
import io.redoubt.core.progress.ProgressMeter;
import io.redoubt.core.random.Seeds;
import io.redoubt.core.safetensors.Tensor;
import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.DeviceTensors;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A training loaded into the engine: the script, and the weights and momentum that steps change in place. */
final class TrainingRun implements AutoCloseable {
    private static final String ATTACK = "training";
    private static final String SELECTION = "selection";

    private final TrainingPlan plan;
    private final ImageSet images;
    private final Split split;
    private final Attack attack;
    private final Attack selection;
    private final LearningRate learningRate;
    private final AverageRate averageRate;
    private final ScriptModule module;
    private final List<Tensor> weightsLike;
    private final List<Tensor> momentumLike;
    private final DeviceTensors weights;
    private final DeviceTensors momentum;
    /** What is selected: the average, or the weights themselves where none is kept. */
    private final DeviceTensors model;

    private long forwardPasses;
    private long backwardPasses;

    TrainingRun(TrainingPlan plan, ImageSet images, TrainingState state) {
        this.plan = plan;
        this.images = images;
        split = plan.split(images);
        attack = plan.trainingAttack();
        selection = plan.selectionAttack();
        learningRate = new LearningRate(
                plan.recipe().learningRate(),
                plan.recipe().schedule(),
                plan.recipe().decay(),
                plan.recipe().warmupSteps(),
                (long) plan.recipe().epochs() * stepsPerEpoch());
        averageRate = plan.averageRate();
        weightsLike = state.weights().inOrder(plan.batches().objective().tensors());
        momentumLike = state.momentum().tensors();
        forwardPasses = state.forwardPasses();
        backwardPasses = state.backwardPasses();
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
        selection.define(source, SELECTION);
        AverageRate.define(source);
        return source;
    }

    /** Passes of single images through the network that one epoch takes, selection included. */
    double workPerEpoch() {
        return trainingPhase(0).work() + selectionPhase(0).work();
    }

    /** Trains on every image once; returns the mean loss over the steps. */
    double trainEpoch(int epoch, ProgressMeter meter) {
        int[] order = EpochOrder.of(split.training(), plan.seed(), epoch);
        int batch = plan.recipe().batch();
        double sum = 0;
        meter.begin(trainingPhase(epoch + 1));
        for (int step = 0; step < stepsPerEpoch(); step++) {
            int[] indices = Arrays.copyOfRange(order, step * batch, Math.min(order.length, (step + 1) * batch));
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
        return sum / stepsPerEpoch();
    }

    private double trainStep(int[] indices, int epoch, int step) {
        try (ScriptStep call = module.step()) {
            long[][] targets = new long[1][];
            DeviceTensor x = call.floats(
                    shape(indices.length),
                    into -> targets[0] = plan.batches().training(images, indices, epoch, step, into));
            DeviceTensor t = targets(call, indices.length, targets[0]);
            List<DeviceTensor> inputs = new ArrayList<>();
            if (plan.terms().adversarial()) {
                inputs.add(attack.perturb(ATTACK, call, weights, x, t, seeds(indices, epoch, "attack")));
                count(indices.length * attack.forwardPasses(), indices.length * attack.passes());
            }
            if (plan.terms().clean()) {
                inputs.add(x);
            }
            long steps = (long) epoch * stepsPerEpoch() + step;
            DeviceTensor rate = call.doubles(learningRate.at(steps));
            DeviceTensors batch = DeviceTensors.of("inputs", inputs);
            count(indices.length * inputs.size(), indices.length * inputs.size());
            float loss = call.call("update", weights, momentum, batch, t, rate)
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
        int[] heldOut = split.heldOut();
        int batch = plan.recipe().batch();
        double correct = 0;
        double robust = 0;
        meter.begin(selectionPhase(epoch + 1));
        for (int from = 0; from < heldOut.length; from += batch) {
            int[] indices = Arrays.copyOfRange(heldOut, from, Math.min(heldOut.length, from + batch));
            try (ScriptStep call = module.step()) {
                long[][] targets = new long[1][];
                DeviceTensor x = call.floats(
                        shape(indices.length),
                        into -> targets[0] = plan.batches().evaluation(images, indices, into));
                DeviceTensor t = targets(call, indices.length, targets[0]);
                long[] seeds = seeds(indices, 0, "selection attack");
                DeviceTensor adversarial = selection.perturb(SELECTION, call, model, x, t, seeds);
                correct += sum(call.call("correct", model, x, t).get(0));
                robust += sum(call.call("correct", model, adversarial, t).get(0));
                count(indices.length * (selection.passes() + 2), indices.length * selection.passes());
            }
            int seen = from + indices.length;
            meter.advance(indices.length, Map.of("accuracy", correct / seen, "robustAccuracy", robust / seen));
        }
        return new EpochMetrics(epoch + 1, loss, correct / heldOut.length, robust / heldOut.length);
    }

    /** A copy of all state. */
    TrainingState state(Weights best, List<EpochMetrics> history) {
        return new TrainingState(
                Weights.of(module.download(weights, weightsLike)),
                Weights.of(module.download(momentum, momentumLike)),
                averageRate.averages() ? Optional.of(model()) : Optional.empty(),
                best,
                history,
                forwardPasses,
                backwardPasses);
    }

    /** The weights that are judged and stored: the average where one is kept. */
    Weights model() {
        return Weights.of(module.download(model, weightsLike));
    }

    int liveTensors() {
        return module.liveTensors();
    }

    private void count(int forward, int backward) {
        forwardPasses += (long) forward * plan.batches().inputsPerImage();
        backwardPasses += (long) backward * plan.batches().inputsPerImage();
    }

    private int stepsPerEpoch() {
        int batch = plan.recipe().batch();
        return (split.training().length + batch - 1) / batch;
    }

    Phase trainingPhase(int epoch) {
        int terms = (plan.terms().adversarial() ? 1 : 0) + (plan.terms().clean() ? 1 : 0);
        // A gradient for the weights costs about half as much again as one for the images alone.
        double passes = 1.5 * terms + (plan.terms().adversarial() ? attack.passes() : 0);
        return new Phase("train", epoch, split.training().length, passes);
    }

    private Phase selectionPhase(int epoch) {
        return new Phase("select", epoch, split.heldOut().length, selection.passes() + 1.0);
    }

    private long[] seeds(int[] indices, int epoch, String purpose) {
        return Arrays.stream(indices)
                .mapToLong(index -> Seeds.derive(plan.seed(), epoch, index, purpose))
                .toArray();
    }

    private DeviceTensor targets(ScriptStep call, int count, long[] targets) {
        int each = plan.batches().targetsPerImage();
        return each == 1 ? call.longs(targets, count) : call.longs(targets, count, each);
    }

    private long[] shape(int count) {
        int channels = plan.batches().inputsPerImage() * images.channels();
        return new long[] {count, channels, images.height(), images.width()};
    }

    private static double sum(DeviceTensor values) {
        double sum = 0;
        for (float value : values.toFloats()) {
            sum += value;
        }
        return sum;
    }

    @Override
    public void close() {
        module.close();
    }
}
