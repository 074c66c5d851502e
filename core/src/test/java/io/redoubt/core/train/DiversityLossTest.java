package io.redoubt.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.api.request.PretextTaskNames;
import io.redoubt.api.training.TrainingMode;
import io.redoubt.core.loss.DiversityLoss;
import io.redoubt.core.loss.LossInputs;
import io.redoubt.core.loss.ObjectiveLoss;
import io.redoubt.core.loss.StepGradients;
import io.redoubt.core.model.BatchNormModes;
import io.redoubt.core.model.JointNetwork;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.NumericAgreement;
import io.redoubt.core.model.Objective;
import io.redoubt.core.model.PyTorchRecording;
import io.redoubt.core.model.SelfieNetwork;
import io.redoubt.core.model.TensorSpec;
import io.redoubt.core.model.network.PreActResNet;
import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.DeviceTensors;
import io.redoubt.core.script.ScriptMethod;
import io.redoubt.core.script.ScriptMethod.Argument;
import io.redoubt.core.script.ScriptMethod.Type;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The diversity term and its gradients with respect to inputs and weights, against recorded PyTorch results, see {@code
 * src/test/fixtures/joint_reference.py}.
 */
class DiversityLossTest {
    private static final int EPOCHS = 8;
    private static final ScriptMethod RECORD = new ScriptMethod(
            "record", Type.TENSORS, ScriptMethods.WEIGHTS, ScriptMethods.IMAGES, ScriptMethods.TARGETS);
    private static final ScriptMethod OF_SLOPES =
            new ScriptMethod("of_slopes", Type.TENSOR, new Argument("slopes", Type.TENSOR));
    private static final PyTorchRecording RECORDED = PyTorchRecording.of(10, DiversityLossTest.class, "joint");
    private static final PreActResNet BACKBONE = new PreActResNet(10, 2, 2, Normalisation.IMAGENET);
    private static final Objective NETWORK = new JointNetwork(
            List.of(
                    new JointNetwork.Branch("jigsaw", BACKBONE.withClasses(31), 1),
                    new JointNetwork.Branch("rotation", BACKBONE.withClasses(4), 1),
                    new JointNetwork.Branch("selfie", new SelfieNetwork(BACKBONE, 4, 4, 3, 2), 16)),
            3);
    private static final DiversityLoss LOSS = new DiversityLoss(0.1, 3, NETWORK);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void diversityTermAndInputGradientsEqualPyTorch(boolean training) {
        String mode = training ? "training." : "evaluation.";
        BatchNormModes modes = training ? BatchNormModes.TRAINING : BatchNormModes.EVALUATION;
        ScriptSource source = script().define(RECORD, CodeBlock.of("""
            z = torch.requires_grad_(torch.detach(x), True)
            losses = self.losses(w, z, t, {modes})
            diversity = self.diversity(losses, z)
            g = torch.grad([torch.mean(diversity)], [z])[0]
            assert g is not None
            z2 = torch.requires_grad_(torch.detach(x), True)
            a = torch.grad([torch.mean(self.diverse_losses(w, z2, t, {modes}))], [z2])[0]
            assert a is not None
            values = torch.to(torch.detach(diversity), {FLOAT32})
            return [torch.detach(losses), values, torch.contiguous(g), torch.contiguous(a)]
            """).with("modes", modes.arguments()));
        try (ScriptModule module = ScriptModule.load(source);
                ScriptStep step = module.step()) {

            List<DeviceTensor> results =
                    step.call(RECORD, weights(module), RECORDED.floats(step, "adversarial"), RECORDED.targets(step));

            List<String> names = List.of("losses", "diversity", "diversity-gradient", "ascent");
            for (int i = 0; i < names.size(); i++) {
                NumericAgreement.assertAgrees(
                        mode + names.get(i), results.get(i).toFloats(), RECORDED.floats(mode + names.get(i)));
            }
        }
    }

    @Test
    void weightGradientEqualsPyTorch() {
        List<TensorSpec> specs = NETWORK.tensors();
        List<Integer> parameters = IntStream.range(0, specs.size())
                .filter(i -> specs.get(i).role().isParameter())
                .boxed()
                .toList();
        try (ScriptModule module = ScriptModule.load(StepGradients.define(script(), parameters));
                ScriptStep step = module.step()) {
            DeviceTensors inputs = DeviceTensors.of(
                    "inputs", List.of(RECORDED.floats(step, "adversarial"), RECORDED.floats(step, "x")));

            List<DeviceTensor> results =
                    step.call(StepGradients.GRADIENTS, weights(module), inputs, RECORDED.targets(step));

            NumericAgreement.assertAgrees("step-loss", results.get(0).toFloats(), RECORDED.floats("step-loss"));
            NumericAgreement.assertAgrees(
                    "gradient of the step loss",
                    joined(results.subList(1, results.size()).stream().map(DeviceTensor::toFloats)),
                    joined(parameters.stream()
                            .map(i ->
                                    RECORDED.floats("step-loss." + specs.get(i).name()))));
        }
    }

    @Test
    void parallelGradientsAreFarFromDiverse() {
        ScriptSource source = new ScriptSource();
        NETWORK.define(source);
        new DiversityLoss(1, 2, NETWORK).define(source, BatchNormModes.EVALUATION);
        source.define(OF_SLOPES, CodeBlock.of("""
            z = torch.requires_grad_(torch.zeros_like(slopes), True)
            losses = torch.sum(torch.mul(z, slopes), [1, 2, 3])
            return torch.to(torch.detach(self.diversity(losses, z)), {FLOAT32})
            """));
        float[] pairs = {
            1, 2, 1, 2, //
            1, 2, -2, -4, //
            1, 0, 0, 3, //
            1, 0, 1, 1, //
            0, 0, 1, 1
        };
        try (ScriptModule module = ScriptModule.load(source);
                ScriptStep step = module.step()) {
            DeviceTensor slopes = step.floats(new long[] {5, 2, 1, 2}, into -> into.put(pairs));

            float[] h = step.call(OF_SLOPES, slopes).get(0).toFloats();

            double parallel = Math.log(1.00001 * 1.00001 - 1);
            double halfRightAngle = Math.log(1.00001 * 1.00001 - 0.5);
            double withoutGradient = Math.log(0.00001 * 1.00001);
            double[] expected = {parallel, parallel, Math.log(1.00001 * 1.00001), halfRightAngle, withoutGradient};
            for (int i = 0; i < expected.length; i++) {
                assertThat((double) h[i]).isCloseTo(expected[i], within(1e-6));
            }
        }
    }

    @Test
    void zeroWeightDisablesTermAndSecondDerivatives() {
        assertThat(joint(0).trainer().plan().loss()).isEqualTo(new ObjectiveLoss(LossInputs.ADVERSARIAL_AND_CLEAN));
        assertThat(joint(0.2).trainer().plan().loss()).isInstanceOf(DiversityLoss.class);
    }

    @Test
    void zeroWeightOrSingleTaskIsRejected() {
        assertThatThrownBy(() -> new DiversityLoss(0, 3, NETWORK)).hasMessageContaining("weight is 0.0");
        assertThatThrownBy(() -> new DiversityLoss(0.1, 1, NETWORK)).hasMessageContaining("tasks 1");
    }

    @Test
    void severalTasksAreLearnedOnOneTrunk() {
        Pretraining pretraining = joint(0.1);

        TrainingState end = pretraining.run(pretraining.start(), RecordingObserver.uninterrupted());

        assertThat(end.history().get(EPOCHS - 1).loss())
                .isLessThan(end.history().get(0).loss());
        // Chance accuracy is 1/4 for rotations and 1/31 for permutations.
        assertThat(end.bestEpoch().accuracy()).isGreaterThan(0.25);
        assertThat(pretraining.settings()).containsOnlyKeys("jigsaw", "rotation");
        // Each image has two inputs. Clean images, adversarial images and every step of the adversary pass both.
        int training = StripeImages.TRAIN - StripeImages.HELD_OUT;
        assertThat(end.forwardPasses())
                .isEqualTo(2L
                        * EPOCHS
                        * (training * (StripeImages.ATTACK_STEPS + 2)
                                + StripeImages.HELD_OUT * (StripeImages.SELECTION_STEPS + 2)));
    }

    private static Pretraining joint(double diversity) {
        return new Pretraining(
                StripeImages.pretrainSpec(
                        PretextTaskNames.of("rotation", "jigsaw"),
                        TrainingMode.ADVERSARIAL,
                        OptionalDouble.of(diversity),
                        StripeImages.unaugmented(EPOCHS),
                        1),
                StripeImages.dataset());
    }

    private static ScriptSource script() {
        ScriptSource source = new ScriptSource();
        NETWORK.define(source);
        LOSS.define(source, BatchNormModes.TRAINING);
        return source;
    }

    private static DeviceTensors weights(ScriptModule module) {
        return module.upload("w", RECORDED.weights("before").inOrder(NETWORK.tensors()));
    }

    private static float[] joined(Stream<float[]> parts) {
        List<float[]> all = parts.toList();
        FloatBuffer whole =
                FloatBuffer.allocate(all.stream().mapToInt(part -> part.length).sum());
        all.forEach(whole::put);
        return whole.array();
    }
}
