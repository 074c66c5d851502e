package io.redoubt.core.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.core.model.NormModes;
import io.redoubt.core.model.PyTorchRecording;
import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.DeviceTensors;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import io.redoubt.core.train.RecordedTraining;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KlPgdTest {
    private static final double RADIUS = 8 / 255.0;
    private static final KlPgd ATTACK = new KlPgd(new LinfBall(RADIUS), 5, 2 / 255.0, NormModes.EVALUATION);
    private static final PyTorchRecording NETWORK = PyTorchRecording.ofDepth(10);
    private static final RecordedTraining RECORDED = RecordedTraining.losses();

    private ScriptModule module;
    private DeviceTensors weights;

    @BeforeEach
    void load() {
        ScriptSource source = new ScriptSource();
        NETWORK.architecture().define(source);
        ATTACK.define(source, "attack");
        module = ScriptModule.load(source);
        weights = module.upload(
                "w", NETWORK.weights("before").inOrder(NETWORK.architecture().tensors()));
    }

    @AfterEach
    void close() {
        module.close();
    }

    @Test
    void fiveStepsFromARecordedStartEndWherePyTorchEnds() {
        try (ScriptStep step = module.step()) {
            DeviceTensor x = NETWORK.images(step);
            DeviceTensor noise = step.floats(x.shape(), into -> into.put(RECORDED.floats("noise")));

            float[] adversarial =
                    step.call("attack_kl_pgd", weights, x, noise).get(0).toFloats();

            assertThat(adversarial).containsExactly(RECORDED.floats("adversarial"), Offset.offset(1e-5f));
        }
    }

    @Test
    void theResultIsInTheBallAndInRangeAndFollowsFromTheSeeds() {
        float[] clean = NETWORK.floats("x");

        float[] one = perturb(1);

        for (int i = 0; i < clean.length; i++) {
            assertThat(one[i]).isBetween(0f, 1f);
            assertThat(Math.abs((double) one[i] - clean[i])).isLessThanOrEqualTo(RADIUS + 1e-6);
        }
        assertThat(perturb(1)).isEqualTo(one);
        assertThat(perturb(2)).isNotEqualTo(one);
    }

    @Test
    void impossibleSettingsAreRefused() {
        LinfBall ball = new LinfBall(RADIUS);

        assertThatThrownBy(() -> new KlPgd(ball, 0, 0.1, NormModes.EVALUATION)).hasMessageContaining("steps is 0");
        assertThatThrownBy(() -> new KlPgd(ball, 1, 0, NormModes.EVALUATION)).hasMessageContaining("step 0.0");
    }

    private float[] perturb(long seed) {
        try (ScriptStep step = module.step()) {
            long[] seeds = {seed, seed + 10, seed + 20, seed + 30, seed + 40, seed + 50};
            return ATTACK.perturb("attack", step, weights, NETWORK.images(step), NETWORK.targets(step), seeds)
                    .toFloats();
        }
    }
}
