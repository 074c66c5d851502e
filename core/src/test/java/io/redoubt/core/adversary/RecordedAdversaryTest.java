package io.redoubt.core.adversary;

import io.redoubt.core.model.BatchNormModes;
import io.redoubt.core.model.NumericAgreement;
import io.redoubt.core.model.PyTorchRecording;
import io.redoubt.core.script.DeviceTensors;
import io.redoubt.core.script.ScriptArgument;
import io.redoubt.core.script.ScriptMethod;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import io.redoubt.core.threat.LinfBall;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/**
 * Every iterate of ten from a recorded start, against those of PyTorch: the attack of {@code k} steps gives the
 * {@code k}-th. No recorded gradient is so close to 0 that rounding could turn a sign, see
 * {@code src/test/fixtures/adversary_reference.py}.
 */
class RecordedAdversaryTest {
    private static final LinfBall BALL = new LinfBall(8 / 255.0);
    private static final double STEP = 2 / 255.0;
    private static final int ITERATES = 10;
    private static final PyTorchRecording RECORDED = PyTorchRecording.of(10, RecordedAdversaryTest.class, "attacks");

    @Test
    void pgdIteratesInEvaluationModeEqualPyTorch() {
        assertIteratesAgree("pgd.evaluation", Pgd::method, true, steps -> pgd(steps, BatchNormModes.EVALUATION));
    }

    @Test
    void pgdIteratesInTrainingModeEqualPyTorch() {
        assertIteratesAgree("pgd.training", Pgd::method, true, steps -> pgd(steps, BatchNormModes.TRAINING));
    }

    @Test
    void klAdversaryIteratesEqualPyTorch() {
        assertIteratesAgree(
                "kl-pgd.evaluation",
                TradesPgd::method,
                false,
                steps -> new TradesPgd(BALL, steps, STEP, BatchNormModes.EVALUATION));
    }

    private static Pgd pgd(int steps, BatchNormModes modes) {
        return new Pgd(BALL, steps, STEP, RandomStart.UNIFORM, modes);
    }

    private static void assertIteratesAgree(
            String name,
            Function<String, ScriptMethod> method,
            boolean targeted,
            IntFunction<TrainingAdversary> ofSteps) {
        ScriptSource source = new ScriptSource();
        RECORDED.architecture().define(source);
        for (int k = 1; k <= ITERATES; k++) {
            ofSteps.apply(k).define(source, "attack" + k);
        }
        float[] iterates = RECORDED.floats(name + ".iterates");
        int size = iterates.length / ITERATES;
        try (ScriptModule module = ScriptModule.load(source);
                ScriptStep step = module.step()) {
            DeviceTensors weights = module.upload(
                    "w",
                    RECORDED.weights("before").inOrder(RECORDED.architecture().tensors()));
            ScriptArgument x = RECORDED.floats(step, name + ".x");
            ScriptArgument t = RECORDED.longs(step, name + ".t");
            ScriptArgument noise = RECORDED.floats(step, name + ".noise");
            ScriptArgument[] arguments =
                    targeted ? new ScriptArgument[] {weights, x, t, noise} : new ScriptArgument[] {weights, x, noise};
            for (int k = 1; k <= ITERATES; k++) {
                float[] iterate =
                        step.call(method.apply("attack" + k), arguments).get(0).toFloats();

                NumericAgreement.assertAgrees(
                        name + " iterate " + k, iterate, Arrays.copyOfRange(iterates, size * (k - 1), size * k));
            }
        }
    }
}
