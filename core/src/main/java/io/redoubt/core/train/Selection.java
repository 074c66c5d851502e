package io.redoubt.core.train;

import io.redoubt.core.attack.Attack;
import io.redoubt.core.progress.Phase;
import io.redoubt.core.progress.ProgressMeter;
import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.DeviceTensors;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import java.util.Map;

/** Measures how well the held-out images are recognised, clean and attacked: what the best epoch is chosen by. */
final class Selection {
    private static final String ATTACK = "selection";

    private final BatchLoader loader;
    private final int[] heldOut;
    private final Attack attack;

    Selection(BatchLoader loader, int[] heldOut) {
        this.loader = loader;
        this.heldOut = heldOut;
        attack = loader.plan().selectionAttack();
    }

    void define(ScriptSource source) {
        attack.define(source, ATTACK);
    }

    Phase phase(int epoch) {
        return new Phase("select", epoch, heldOut.length, attack.passes() + 1.0);
    }

    /**
     * Measures accuracy and robust accuracy.
     *
     * @param model the weights that are judged
     * @param epoch counted from 0
     * @param loss mean training loss of the epoch
     */
    EpochMetrics measure(
            ScriptModule module, DeviceTensors model, int epoch, double loss, ProgressMeter meter, PassCount passes) {
        double correct = 0;
        double robust = 0;
        int seen = 0;
        meter.begin(phase(epoch + 1));
        for (int step = 0; step < loader.steps(heldOut.length); step++) {
            int[] indices = loader.indices(heldOut, step);
            try (ScriptStep call = module.step()) {
                Batch batch = loader.evaluation(call, indices);
                long[] seeds = loader.seeds(indices, 0, "selection attack");
                DeviceTensor adversarial = attack.perturb(ATTACK, call, model, batch.images(), batch.targets(), seeds);
                correct += correct(call, model, batch.images(), batch.targets());
                robust += correct(call, model, adversarial, batch.targets());
                passes.add(indices.length * (attack.passes() + 2), indices.length * attack.passes());
            }
            seen += indices.length;
            meter.advance(indices.length, Map.of("accuracy", correct / seen, "robustAccuracy", robust / seen));
        }
        return new EpochMetrics(epoch + 1, loss, correct / seen, robust / seen);
    }

    private static double correct(ScriptStep call, DeviceTensors model, DeviceTensor x, DeviceTensor t) {
        double sum = 0;
        for (float value : call.call("correct", model, x, t).get(0).toFloats()) {
            sum += value;
        }
        return sum;
    }
}
