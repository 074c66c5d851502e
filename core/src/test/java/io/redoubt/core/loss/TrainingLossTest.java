package io.redoubt.core.loss;

import io.redoubt.core.model.BatchNormModes;
import io.redoubt.core.model.NumericAgreement;
import io.redoubt.core.model.PyTorchRecording;
import io.redoubt.core.model.TensorSpec;
import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.DeviceTensors;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses and their gradients, in both batch-norm modes, against recorded PyTorch results. */
class TrainingLossTest {
    /** A batch norm in training mode removes a shift of its input, so these gradients are 0 up to rounding. */
    private static final Predicate<String> WITHOUT_EFFECT =
            Pattern.compile("^training.*layer[1-3]\\.0\\.shortcut\\.1\\.bias$").asPredicate();

    private static final PyTorchRecording RECORDED = PyTorchRecording.of(10, TrainingLossTest.class, "losses");

    @ParameterizedTest
    @ValueSource(strings = {"evaluation", "training"})
    void smoothedCrossEntropyEqualsPyTorch(String mode) {
        assertEqualsPyTorch(mode, ".smoothed", new SmoothedCrossEntropy(LossInputs.ADVERSARIAL, 0.1), false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evaluation", "training"})
    void tradesEqualsPyTorch(String mode) {
        assertEqualsPyTorch(mode, ".trades", new TradesLoss(6, 0), true);
    }

    private static void assertEqualsPyTorch(String mode, String name, TrainingLoss loss, boolean clean) {
        BatchNormModes modes = mode.equals("training") ? BatchNormModes.TRAINING : BatchNormModes.EVALUATION;
        List<TensorSpec> specs = RECORDED.architecture().tensors();
        List<Integer> parameters = IntStream.range(0, specs.size())
                .filter(i -> specs.get(i).role().isParameter())
                .boxed()
                .toList();
        try (ScriptModule module = ScriptModule.load(script(loss, modes, parameters));
                ScriptStep step = module.step()) {
            DeviceTensors weights =
                    module.upload("w", RECORDED.weights("before").inOrder(specs));
            DeviceTensor x = RECORDED.images(step);
            DeviceTensor adversarial = RECORDED.floats(step, "adversarial");
            DeviceTensors inputs = DeviceTensors.of("inputs", clean ? List.of(adversarial, x) : List.of(adversarial));

            List<DeviceTensor> results = step.call(StepGradients.GRADIENTS, weights, inputs, RECORDED.targets(step));

            NumericAgreement.assertAgrees(mode + name, results.get(0).toFloats(), RECORDED.floats(mode + name));
            List<String> gradients = parameters.stream()
                    .map(position -> mode + name + "." + specs.get(position).name())
                    .toList();
            double largest = gradients.stream()
                    .mapToDouble(gradient -> NumericAgreement.largest(RECORDED.floats(gradient)))
                    .max()
                    .orElseThrow();
            for (int i = 0; i < gradients.size(); i++) {
                String gradient = gradients.get(i);
                float[] actual = results.get(i + 1).toFloats();
                float[] expected = RECORDED.floats(gradient);
                NumericAgreement.assertAgrees(
                        gradient,
                        actual,
                        expected,
                        WITHOUT_EFFECT.test(gradient) ? largest : NumericAgreement.largest(expected));
            }
        }
    }

    private static ScriptSource script(TrainingLoss loss, BatchNormModes modes, List<Integer> parameters) {
        ScriptSource source = new ScriptSource();
        RECORDED.architecture().define(source);
        loss.define(source, modes);
        return StepGradients.define(source, parameters);
    }
}
