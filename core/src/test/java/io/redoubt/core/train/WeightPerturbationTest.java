package io.redoubt.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.core.loss.LossInputs;
import io.redoubt.core.loss.ObjectiveLoss;
import io.redoubt.core.loss.TrainingLoss;
import io.redoubt.core.model.BatchNormModes;
import io.redoubt.core.model.PyTorchRecording;
import io.redoubt.core.safetensors.Tensor;
import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.DeviceTensors;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import io.redoubt.core.toy.WeightPerturbation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A loss can choose the point at which the gradient is taken; the weights themselves take the step. */
class WeightPerturbationTest {
    private static final long[] SCALAR = {1};

    @Test
    void gradientIsTakenAtThePerturbedWeightsAfterTheWarmUp() {
        TrainingLoss loss = new WeightPerturbation(new ObjectiveLoss(LossInputs.CLEAN), 0.5, 1);

        // The gradient of w*w is 2w; perturbed by half of its length, w is 1.5 times as far from 0.
        assertThat(stepFrom3(loss, 0)).isCloseTo(3 - 0.1 * 2 * 3, within(1e-6));
        assertThat(stepFrom3(loss, 1)).isCloseTo(3 - 0.1 * 2 * 4.5, within(1e-6));
    }

    private static double stepFrom3(TrainingLoss loss, int epoch) {
        ScriptSource source = new ScriptSource();
        source.define(ScriptMethods.LOSSES, CodeBlock.of("return torch.mul(w[0], w[0])"));
        loss.define(source, BatchNormModes.TRAINING);
        loss.defineGradientWeights(source, List.of(0));
        new Sgd(0, false, 0).define(source, List.of(0));
        Tensor start = Tensor.of("w", SCALAR, new float[] {3});
        try (ScriptModule module = ScriptModule.load(source);
                ScriptStep step = module.step()) {
            DeviceTensors weights = module.upload("w", List.of(start));
            DeviceTensors momentum = module.upload("v", List.of(Tensor.of("w", SCALAR, new float[] {0})));
            DeviceTensor x = step.floats(SCALAR, into -> into.put(0));
            step.call(
                    ScriptMethods.UPDATE,
                    weights,
                    momentum,
                    DeviceTensors.of("inputs", List.of(x)),
                    step.longs(new long[1], 1),
                    step.doubles(0.1),
                    step.doubles(epoch));
            return PyTorchRecording.floats(
                    module.download(weights, List.of(start)).get(0))[0];
        }
    }
}
