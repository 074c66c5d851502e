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
 * Measures accuracy on the held-out images: clean, under the attack that selects the best epoch, and, when the adversary of
 * training takes one step, under that adversary too.
 */
final class ModelSelection {
    private static final String CLEAN = "accuracy";

    private final BatchLoader loader;
    private final int[] heldOut;
    /** The attacks by the metric that each measures. */
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
     * @param epoch counted from 0
     * @param loss mean training loss of the epoch
     */
    EpochMetrics measure(
            ScriptModule module, DeviceTensors model, int epoch, double loss, ProgressMeter meter, PassCounter passes) {
        Map<String, Double> correct = new LinkedHashMap<>();
        Map<String, Double> shares = new LinkedHashMap<>();
        int seen = 0;
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
            seen += indices.length;
            int images = seen;
            correct.forEach((metric, count) -> shares.put(metric, count / images));
            meter.advance(indices.length, shares);
        }
        return new EpochMetrics(
                epoch + 1,
                loss,
                shares.get(CLEAN),
                shares.get(EpochRecord.ROBUST_ACCURACY),
                attacks.containsKey(EpochRecord.ONE_STEP_ACCURACY)
                        ? OptionalDouble.of(shares.get(EpochRecord.ONE_STEP_ACCURACY))
                        : OptionalDouble.empty());
    }

    /** The random start of an image depends on its seed alone, not on the epoch. */
    private DeviceTensor perturb(ScriptStep call, DeviceTensors model, Batch batch, String metric, int[] indices) {
        // Stored results depend on the seeds of this purpose; both attacks may start from the same point.
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
