package io.redoubt.core.adversary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.core.model.BatchNormModes;
import io.redoubt.core.model.PyTorchRecording;
import io.redoubt.core.script.DeviceTensors;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import io.redoubt.core.threat.LinfBall;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TradesPgdTest {
    private static final double RADIUS = 8 / 255.0;
    private static final TradesPgd ATTACK =
            new TradesPgd(new LinfBall(RADIUS), 5, 2 / 255.0, BatchNormModes.EVALUATION);
    private static final TradesPgd HARDLY_MOVING =
            new TradesPgd(new LinfBall(RADIUS), 1, 1e-9, BatchNormModes.EVALUATION);
    private static final PyTorchRecording NETWORK = PyTorchRecording.ofDepth(10);

    private ScriptModule module;
    private DeviceTensors weights;

    @BeforeEach
    void load() {
        ScriptSource source = new ScriptSource();
        NETWORK.architecture().define(source);
        ATTACK.define(source, prefix(ATTACK));
        HARDLY_MOVING.define(source, prefix(HARDLY_MOVING));
        module = ScriptModule.load(source);
        weights = module.upload(
                "w", NETWORK.weights("before").inOrder(NETWORK.architecture().tensors()));
    }

    @AfterEach
    void close() {
        module.close();
    }

    @Test
    void startIsTheImagePlusAThousandthOfAStandardNormal() {
        float[] clean = NETWORK.floats("x");

        float[] start = perturb(HARDLY_MOVING, 1);

        double[] inside = IntStream.range(0, clean.length)
                .filter(i -> clean[i] > 0.01 && clean[i] < 0.99)
                .mapToDouble(i -> start[i] - clean[i])
                .toArray();
        double deviation =
                Math.sqrt(Arrays.stream(inside).map(d -> d * d).average().orElseThrow());
        // Five standard deviations of the estimate from some 4500 pixels, either way.
        assertThat(deviation).isCloseTo(0.001, within(5e-5));
    }

    @Test
    void resultIsInTheBallAndInRangeAndAFunctionOfTheSeeds() {
        float[] clean = NETWORK.floats("x");

        float[] one = perturb(ATTACK, 1);

        for (int i = 0; i < clean.length; i++) {
            assertThat(one[i]).isBetween(0f, 1f);
            assertThat(Math.abs((double) one[i] - clean[i])).isLessThanOrEqualTo(RADIUS + 1e-6);
        }
        assertThat(perturb(ATTACK, 1)).isEqualTo(one);
        assertThat(perturb(ATTACK, 2)).isNotEqualTo(one);
    }

    @Test
    void invalidSettingsAreRejected() {
        LinfBall ball = new LinfBall(RADIUS);

        assertThatThrownBy(() -> new TradesPgd(ball, 0, 0.1, BatchNormModes.EVALUATION))
                .hasMessageContaining("steps is 0");
        assertThatThrownBy(() -> new TradesPgd(ball, 1, 0, BatchNormModes.EVALUATION))
                .hasMessageContaining("step 0.0");
    }

    private float[] perturb(TradesPgd attack, long seed) {
        try (ScriptStep step = module.step()) {
            long[] seeds = {seed, seed + 10, seed + 20, seed + 30, seed + 40, seed + 50};
            return attack.perturb(prefix(attack), step, weights, NETWORK.images(step), NETWORK.targets(step), seeds)
                    .toFloats();
        }
    }

    private static String prefix(TradesPgd attack) {
        return "attack" + attack.steps();
    }
}
