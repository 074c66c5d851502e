package io.redoubt.core.adversary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.core.model.BatchNormModes;
import io.redoubt.core.script.DeviceTensors;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import io.redoubt.core.threat.LinfBall;
import io.redoubt.data.safetensors.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PgdTest {
    private static final LinfBall BALL = new LinfBall(0.1);
    private static final float[] SLOPE = {2, -3, 0, 1, -1, 0.5f};
    private static final float[] CLEAN = {0.5f, 0.5f, 0.5f, 0.95f, 0.02f, 0};
    private static final double ROUNDING = 1e-6;

    @Test
    void pgdReachesTheWorstCornerForALinearLoss() {
        float[] adversarial = perturb(pgd(10, 0.03, RandomStart.UNIFORM), 1);

        assertThat(adversarial[0]).isCloseTo(0.6f, within(1e-6f));
        assertThat(adversarial[1]).isCloseTo(0.4f, within(1e-6f));
        assertThat(adversarial[3]).as("clipped to 1").isEqualTo(1);
        assertThat(adversarial[4]).as("clipped to 0").isEqualTo(0);
        assertThat(adversarial[5]).isCloseTo(0.1f, within(1e-6f));
    }

    @Test
    void pixelWithoutGradientKeepsItsStartValue() {
        float[] oneStep = perturb(pgd(1, 0.03, RandomStart.UNIFORM), 1);
        float[] tenSteps = perturb(pgd(10, 0.03, RandomStart.UNIFORM), 1);

        assertThat(tenSteps[2]).isEqualTo(oneStep[2]).isNotEqualTo(CLEAN[2]);
    }

    @Test
    void stepHasTheConfiguredLength() {
        float[] adversarial = perturb(pgd(1, 0.03, RandomStart.NONE), 1);

        assertThat(adversarial[0]).isCloseTo(0.53f, within(1e-6f));
        assertThat(adversarial[1]).isCloseTo(0.47f, within(1e-6f));
        assertThat(adversarial[2]).isEqualTo(0.5f);
    }

    @ParameterizedTest
    @EnumSource(RandomStart.class)
    void resultIsInTheBallAndInRange(RandomStart start) {
        for (int seed = 0; seed < 20; seed++) {
            float[] adversarial = perturb(pgd(3, 0.07, start), seed);
            for (int i = 0; i < adversarial.length; i++) {
                assertThat(adversarial[i]).isBetween(0f, 1f);
                assertThat(Math.abs((double) adversarial[i] - CLEAN[i])).isLessThanOrEqualTo(0.1 + ROUNDING);
            }
        }
    }

    @Test
    void startIsAFunctionOfTheSeed() {
        Pgd attack = pgd(1, 0.001, RandomStart.UNIFORM);

        assertThat(perturb(attack, 1)).isEqualTo(perturb(attack, 1)).isNotEqualTo(perturb(attack, 2));
    }

    @Test
    void perturbationDoesNotDependOnTheBatch() {
        Pgd attack = pgd(2, 0.01, RandomStart.UNIFORM);

        float[] together = perturb(attack, 1, 2);

        assertThat(together).startsWith(perturb(attack, 1)).endsWith(perturb(attack, 2));
    }

    @Test
    void invalidSettingsAreRejected() {
        assertThatThrownBy(() -> pgd(0, 0.1, RandomStart.NONE)).hasMessageContaining("steps is 0");
        assertThatThrownBy(() -> pgd(1, Double.NaN, RandomStart.NONE)).hasMessageContaining("step is NaN");
        assertThatThrownBy(() -> new LinfBall(Double.NaN)).hasMessageContaining("radius is NaN");
        assertThatThrownBy(() -> new LinfBall(0)).hasMessageContaining("8/255");
    }

    private static Pgd pgd(int steps, double stepSize, RandomStart start) {
        return new Pgd(BALL, steps, stepSize, start, BatchNormModes.EVALUATION);
    }

    /** Perturbs as many copies of the clean image as there are seeds. */
    private static float[] perturb(Pgd attack, long... seeds) {
        LinearObjective objective = new LinearObjective(SLOPE.length);
        ScriptSource source = new ScriptSource();
        objective.define(source);
        attack.define(source, "attack");
        try (ScriptModule module = ScriptModule.load(source);
                ScriptStep step = module.step()) {
            DeviceTensors weights = module.upload("w", List.of(Tensor.of("slope", new long[] {SLOPE.length}, SLOPE)));
            var images = step.floats(new long[] {seeds.length, 1, 2, 3}, into -> {
                while (into.hasRemaining()) {
                    into.put(CLEAN);
                }
            });
            var targets = step.longs(new long[seeds.length], seeds.length);
            return attack.perturb("attack", step, weights, images, targets, seeds)
                    .toFloats();
        }
    }
}
