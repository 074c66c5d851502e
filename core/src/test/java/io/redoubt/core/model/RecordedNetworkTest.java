package io.redoubt.core.model;

import io.redoubt.core.model.network.PreActResNet;
import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.DeviceTensors;
import io.redoubt.core.script.ScriptMethod;
import io.redoubt.core.script.ScriptMethod.Type;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedNetworkTest {
    private static final ScriptMethod GRADIENT = new ScriptMethod(
            "gradient", Type.TENSORS, ScriptMethods.WEIGHTS, ScriptMethods.IMAGES, ScriptMethods.TARGETS);

    @ParameterizedTest
    @ValueSource(ints = {10, 14, 18, 50})
    void logitsLossesAndInputGradientEqualPyTorchInEvaluationMode(int depth) {
        assertAgrees(PyTorchRecording.ofDepth(depth), BatchNormModes.EVALUATION, "evaluation");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 14, 18, 50})
    void logitsLossesAndInputGradientEqualPyTorchInTrainingMode(int depth) {
        assertAgrees(PyTorchRecording.ofDepth(depth), BatchNormModes.TRAINING, "training");
    }

    private static void assertAgrees(PyTorchRecording recording, BatchNormModes modes, String mode) {
        PreActResNet architecture = recording.architecture();
        ScriptSource source = new ScriptSource();
        architecture.define(source);
        source.define(GRADIENT, CodeBlock.of("""
                z = torch.requires_grad_(torch.detach(x), True)
                losses = self.losses(w, z, t, {modes})
                g = torch.grad([torch.mean(losses)], [z])[0]
                assert g is not None
                return [self.logits(w, x, {modes}), torch.detach(losses), torch.contiguous(g)]
                """).with("modes", modes.arguments()));
        try (ScriptModule module = ScriptModule.load(source);
                ScriptStep step = module.step()) {
            DeviceTensors weights =
                    module.upload("w", recording.weights("before").inOrder(architecture.tensors()));

            List<DeviceTensor> results = step.call(GRADIENT, weights, recording.images(step), recording.targets(step));

            List<String> names = List.of(".logits", ".losses", ".gradient");
            for (int i = 0; i < names.size(); i++) {
                String name = mode + names.get(i);
                NumericAgreement.assertAgrees(name, results.get(i).toFloats(), recording.floats(name));
            }
        }
    }
}
