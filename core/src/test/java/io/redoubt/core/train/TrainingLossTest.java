package io.redoubt.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.redoubt.core.model.NormModes;
import io.redoubt.core.model.PyTorchRecording;
import io.redoubt.core.model.TensorSpec;
import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.DeviceTensors;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Losses and their gradients, batch norms in training mode, against those that PyTorch computed. */
class TrainingLossTest {
    private static final double RELATIVE = 1e-5;
    private static final PyTorchRecording NETWORK = PyTorchRecording.ofDepth(10);
    private static final RecordedTraining RECORDED = RecordedTraining.losses();

    @Test
    void theSmoothedCrossEntropyEqualsPyTorch() {
        assertEqualsPyTorch("smoothed", new SmoothedCrossEntropy(0.1), false);
    }

    @Test
    void tradesEqualsPyTorch() {
        assertEqualsPyTorch("trades", new Trades(6, 0), true);
    }

    private static void assertEqualsPyTorch(String name, TrainingLoss loss, boolean clean) {
        List<TensorSpec> specs = NETWORK.architecture().tensors();
        List<Integer> parameters = IntStream.range(0, specs.size())
                .filter(i -> specs.get(i).role().isParameter())
                .boxed()
                .toList();
        try (ScriptModule module = ScriptModule.load(script(loss, parameters));
                ScriptStep step = module.step()) {
            DeviceTensors weights = module.upload("w", NETWORK.weights("before").inOrder(specs));
            DeviceTensor x = NETWORK.images(step);
            DeviceTensor adversarial = step.floats(x.shape(), into -> into.put(RECORDED.floats("adversarial")));
            DeviceTensors inputs = DeviceTensors.of("inputs", clean ? List.of(adversarial, x) : List.of(adversarial));

            List<DeviceTensor> results = step.call("gradients", weights, inputs, NETWORK.targets(step));

            assertThat(results.get(0).toFloats()[0])
                    .isCloseTo(RECORDED.floats(name)[0], withinPercentage(100 * RELATIVE));
            double distance = 0;
            double length = 0;
            for (int i = 0; i < parameters.size(); i++) {
                float[] expected = RECORDED.floats(
                        name + "." + specs.get(parameters.get(i)).name());
                float[] gradient = results.get(i + 1).toFloats();
                assertThat(gradient).hasSameSizeAs(expected);
                for (int j = 0; j < expected.length; j++) {
                    distance = Math.hypot(distance, gradient[j] - expected[j]);
                    length = Math.hypot(length, expected[j]);
                }
            }
            assertThat(distance / length).isLessThan(RELATIVE);
        }
    }

    private static ScriptSource script(TrainingLoss loss, List<Integer> parameters) {
        ScriptSource source = new ScriptSource();
        NETWORK.architecture().define(source);
        loss.define(source, NormModes.TRAINING);
        String positions = parameters.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
        source.define("gradients", "w: List[Tensor], inputs: List[Tensor], t: Tensor", "List[Tensor]", """
                parameters = annotate(List[Tensor], [])
                positions = %s
                for i in range(torch.len(positions)):
                  _0 = torch.append(parameters, torch.requires_grad_(w[positions[i]], True))
                loss = self.step_loss(w, inputs, t)
                gradients = torch.grad([loss], parameters, None, None, False, False)
                results = annotate(List[Tensor], [torch.detach(loss)])
                for i in range(torch.len(gradients)):
                  g = gradients[i]
                  assert g is not None
                  _1 = torch.append(results, torch.contiguous(g))
                return results
                """.formatted(
                        positions));
        return source;
    }
}
