package io.redoubt.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.core.loss.LossInputs;
import io.redoubt.core.loss.ObjectiveLoss;
import io.redoubt.core.loss.TrainingLoss;
import io.redoubt.core.model.BatchNormModes;
import io.redoubt.core.model.NumericAgreement;
import io.redoubt.core.model.PyTorchRecording;
import io.redoubt.core.model.TensorSpec;
import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.DeviceTensors;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import io.redoubt.data.safetensors.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SgdTest {
    private static final long[] SCALAR = {1};
    private static final double RATE = 0.1;
    private static final TrainingLoss LOSS = new ObjectiveLoss(LossInputs.CLEAN);

    @Test
    void stepsFollowHeavyBallAndNesterovMomentum() {
        double decay = 0.01;
        for (boolean nesterov : new boolean[] {false, true}) {
            double w = 3;
            double v = 0;
            for (int step = 0; step < 3; step++) {
                double g = 2 * w + decay * w;
                v = 0.9 * v + g;
                w -= RATE * (nesterov ? g + 0.9 * v : v);
            }
            assertThat(minimiseSquare(LOSS, new Sgd(0.9, nesterov, decay), 3, 0))
                    .isCloseTo(w, within(1e-5));
        }
    }

    /** Minimises the loss w*w from 3 with a learning rate of 0.1, after a number of finished epochs, and returns w. */
    static double minimiseSquare(TrainingLoss loss, Sgd sgd, int steps, int epochs) {
        ScriptSource source = new ScriptSource();
        source.define(ScriptMethods.LOSSES, CodeBlock.of("return torch.mul(w[0], w[0])"));
        loss.define(source, BatchNormModes.TRAINING);
        loss.defineGradientWeights(source, List.of(0));
        sgd.define(source, List.of(0));
        Tensor start = Tensor.of("w", SCALAR, new float[] {3});
        try (ScriptModule module = ScriptModule.load(source)) {
            DeviceTensors weights = module.upload("w", List.of(start));
            DeviceTensors momentum = module.upload("v", List.of(Tensor.of("w", SCALAR, new float[] {0})));
            for (int i = 0; i < steps; i++) {
                try (ScriptStep step = module.step()) {
                    DeviceTensor x = step.floats(SCALAR, into -> into.put(0));
                    step.call(
                            ScriptMethods.UPDATE,
                            weights,
                            momentum,
                            DeviceTensors.of("inputs", List.of(x)),
                            step.longs(new long[1], 1),
                            step.doubles(RATE),
                            step.doubles(epochs));
                }
            }
            return PyTorchRecording.floats(
                    module.download(weights, List.of(start)).get(0))[0];
        }
    }

    @ParameterizedTest
    @CsvSource({"heavy-ball, false", "nesterov, true"})
    void stepEqualsPyTorch(String name, boolean nesterov) {
        PyTorchRecording recorded = PyTorchRecording.of(14, SgdTest.class, "sgd");
        List<TensorSpec> specs = recorded.architecture().tensors();
        List<Integer> trained = IntStream.range(0, specs.size())
                .filter(i -> specs.get(i).role().isParameter())
                .boxed()
                .toList();
        ScriptSource source = new ScriptSource();
        recorded.architecture().define(source);
        LOSS.define(source, BatchNormModes.TRAINING);
        LOSS.defineGradientWeights(source, List.of());
        new Sgd(0.9, nesterov, 0.01).define(source, trained);
        List<Tensor> weights = recorded.weights("before").inOrder(specs);
        List<Tensor> momentum = trained.stream()
                .map(weights::get)
                .map(tensor -> Tensor.of(tensor.name(), tensor.shape(), recorded.floats("momentum." + tensor.name())))
                .toList();
        try (ScriptModule module = ScriptModule.load(source);
                ScriptStep step = module.step()) {
            DeviceTensors w = module.upload("w", weights);
            DeviceTensors v = module.upload("v", momentum);
            DeviceTensors inputs = DeviceTensors.of("inputs", List.of(recorded.images(step)));

            List<DeviceTensor> loss = step.call(
                    ScriptMethods.UPDATE, w, v, inputs, recorded.targets(step), step.doubles(0.1), step.doubles(0));

            NumericAgreement.assertAgrees("loss", loss.get(0).toFloats(), recorded.floats("loss"));
            assertAgree(recorded, name + ".after.", module.download(w, weights));
            assertAgree(recorded, "after.momentum.", module.download(v, momentum));
        }
    }

    private static void assertAgree(PyTorchRecording recorded, String prefix, List<Tensor> tensors) {
        for (Tensor tensor : tensors) {
            String name = prefix + tensor.name();
            NumericAgreement.assertAgrees(name, PyTorchRecording.floats(tensor), recorded.floats(name));
        }
    }
}
