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
 * Measures how well the held-out images are recognised: clean, under the attack that the best epoch is chosen by, and
 * where the adversary of training takes one step under that too.
 */
final class ModelSelection {
    private static final String CLEAN = "accuracy";

    private final BatchLoader loader;
    private final int[] heldOut;
    /** By the figure that each gives. */
    private final Map<String, TrainingAdversary> attacks = new LinkedHashMap<>();

    ModelSelection(BatchLoader loader, int[] heldOut) {
        this.loader = loader;
        this.heldOut = heldOut;
        attacks.put(EpochRecord.ROBUST_ACCURACY, loader.plan().selectionAttack());
        loader.plan().oneStepAttack().ifPresent(attack -> attacks.put(EpochRecord.ONE_STEP_ACCURACY, attack));
    }

    void define(ScriptSource source) {
        attacks.forEach((figure, attack) -> attack.define(source, figure));
    }

    Phase phase(int epoch) {
        double passes =
                attacks.values().stream().mapToInt(TrainingAdversary::passes).sum();
        return new Phase("select", epoch, heldOut.length, passes + 1);
    }

    /**
     * Judges a model.
     *
     * @param epoch counted from 0
     * @param loss mean training loss of the epoch
     */
    EpochMetrics measure(
            ScriptModule module, DeviceTensors model, int epoch, double loss, ProgressMeter meter, PassCounter passes) {
        Map<String, Double> right = new LinkedHashMap<>();
        Map<String, Double> shares = new LinkedHashMap<>();
        int seen = 0;
        meter.begin(phase(epoch + 1));
        for (int step = 0; step < loader.steps(heldOut.length); step++) {
            int[] indices = loader.indices(heldOut, step);
            try (ScriptStep call = module.step()) {
                Batch batch = loader.evaluation(call, indices);
                right.merge(CLEAN, right(call, model, batch.images(), batch), Double::sum);
                passes.add(indices.length, 0);
                attacks.forEach((figure, attack) -> {
                    DeviceTensor adversarial = perturb(call, model, batch, figure, indices);
                    right.merge(figure, right(call, model, adversarial, batch), Double::sum);
                    passes.add(indices.length * (attack.forwardPasses() + 1), indices.length * attack.passes());
                });
            }
            seen += indices.length;
            int images = seen;
            right.forEach((figure, count) -> shares.put(figure, count / images));
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

    /** An image's random start is that of its seed, whatever the epoch. */
    private DeviceTensor perturb(ScriptStep call, DeviceTensors model, Batch batch, String figure, int[] indices) {
        // Stored results rest on the seeds of this purpose; both attacks may start from the same point.
        long[] seeds = loader.seeds(indices, 0, "selection attack");
        return attacks.get(figure).perturb(figure, call, model, batch.images(), batch.targets(), seeds);
    }

    private static double right(ScriptStep call, DeviceTensors model, DeviceTensor images, Batch batch) {
        double sum = 0;
        for (float value : call.call(ScriptMethods.CORRECT, model, images, batch.targets())
                .get(0)
                .toFloats()) {
            sum += value;
        }
        return sum;
    }
}
