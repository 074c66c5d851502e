package io.redoubt.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.DeviceTensors;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedNetworkTest {
    private static final Offset<Float> CLOSE = Offset.offset(2e-5f);

    @ParameterizedTest
    @ValueSource(ints = {10, 14})
    void logitsLossesAndInputGradientEqualPyTorch(int depth) {
        PyTorchRecording recording = PyTorchRecording.ofDepth(depth);
        Architecture architecture = recording.architecture();
        ScriptSource source = new ScriptSource();
        architecture.define(source);
        source.define("gradient", "w: List[Tensor], x: Tensor, t: Tensor", "List[Tensor]", """
                z = torch.requires_grad_(torch.detach(x), True)
                losses = self.losses(w, z, t, False, False)
                g = torch.grad([torch.mean(losses)], [z], None, None, False, False)[0]
                assert g is not None
                return [self.logits(w, x, False, False), torch.detach(losses), torch.contiguous(g)]
                """);
        try (ScriptModule module = ScriptModule.load(source);
                ScriptStep step = module.step()) {
            DeviceTensors weights =
                    module.upload("w", recording.weights("before").inOrder(architecture.tensors()));

            List<DeviceTensor> results =
                    step.call("gradient", weights, recording.images(step), recording.targets(step));

            assertThat(results.get(0).toFloats()).containsExactly(recording.floats("logits"), CLOSE);
            assertThat(results.get(1).toFloats()).containsExactly(recording.floats("losses"), CLOSE);
            assertThat(results.get(2).toFloats()).containsExactly(recording.floats("gradient"), CLOSE);
        }
    }
}
