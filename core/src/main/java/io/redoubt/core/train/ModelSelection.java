package io.redoubt.core.train;

import io.redoubt.api.report.EpochRecord;
import io.redoubt.core.adversary.TrainingAdversary;
import io.redoubt.core.progress.Phase;
import io.redoubt.core.progress.ProgressMeter;
import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.DeviceTensors;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Evaluates accuracy on the held-out images: clean, under the selection attack, and under the training adversary if
 * that takes a single step.
 */
final class ModelSelection {
    private static final String CLEAN = "accuracy";

    private final BatchLoader loader;
    private final int[] heldOut;
    /** The attacks, keyed by the metric that each one determines. */
    private final Map<String, TrainingAdversary> attacks = new LinkedHashMap<>();

    ModelSelection(BatchLoader loader, int[] heldOut) {
        this.loader = loader;
        this.heldOut = heldOut;
        attacks.put(EpochRecord.ROBUST_ACCURACY, loader.plan().selectionAttack());
        loader.plan().oneStepAttack().ifPresent(attack -> attacks.put(EpochRecord.ONE_STEP_ACCURACY, attack));
    }

    void define(ScriptSource source) {
        attacks.forEach((metric, attack) -> attack.define(source, metric));
    }

    Phase phase(int epoch) {
        double passes =
                attacks.values().stream().mapToInt(TrainingAdversary::passes).sum();
        return new Phase("select", epoch, heldOut.length, passes + 1);
    }

    /**
     * Evaluates a model.
     *
     * @param epoch zero-based
     * @param loss mean training loss of the epoch
     * @throws DivergedException when a logit is not finite
     */
    EpochMetrics evaluate(
            ScriptModule module, DeviceTensors model, int epoch, double loss, ProgressMeter meter, PassCounter passes) {
        Map<String, Double> correct = new LinkedHashMap<>();
        Map<String, Double> accuracies = new LinkedHashMap<>();
        int evaluated = 0;
        meter.begin(phase(epoch + 1));
        for (int step = 0; step < loader.steps(heldOut.length); step++) {
            int[] indices = loader.indices(heldOut, step);
            try (ScriptStep call = module.step()) {
                Batch batch = loader.evaluation(call, indices);
                correct.merge(CLEAN, countCorrect(call, model, batch.images(), batch), Double::sum);
                passes.add(indices.length, 0);
                attacks.forEach((metric, attack) -> {
                    DeviceTensor adversarial = perturb(call, model, batch, metric, indices);
                    correct.merge(metric, countCorrect(call, model, adversarial, batch), Double::sum);
                    passes.add(indices.length * (attack.forwardPasses() + 1), indices.length * attack.passes());
                });
            }
            evaluated += indices.length;
            int images = evaluated;
            correct.forEach((metric, count) -> {
                if (Double.isNaN(count)) {
                    throw new DivergedException("the logits of held-out images are not finite in epoch " + (epoch + 1)
                            + ", so that " + metric + " is undefined");
                }
                accuracies.put(metric, count / images);
            });
            meter.advance(indices.length, accuracies);
        }
        return new EpochMetrics(
                epoch + 1,
                loss,
                accuracies.get(CLEAN),
                accuracies.get(EpochRecord.ROBUST_ACCURACY),
                attacks.containsKey(EpochRecord.ONE_STEP_ACCURACY)
                        ? OptionalDouble.of(accuracies.get(EpochRecord.ONE_STEP_ACCURACY))
                        : OptionalDouble.empty());
    }

    /** Attacks a batch. The random start of an image depends on its seed only, not on the epoch. */
    private DeviceTensor perturb(ScriptStep call, DeviceTensors model, Batch batch, String metric, int[] indices) {
        // Stored results depend on this purpose. Both attacks may share the random start.
        long[] seeds = loader.seeds(indices, 0, "selection attack");
        return attacks.get(metric).perturb(metric, call, model, batch.images(), batch.targets(), seeds);
    }

    private static double countCorrect(ScriptStep call, DeviceTensors model, DeviceTensor images, Batch batch) {
        double sum = 0;
        for (float value : call.call(ScriptMethods.CORRECT, model, images, batch.targets())
                .get(0)
                .toFloats()) {
            sum += value;
        }
        return sum;
    }
}
