package io.redoubt.core.attack.square;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.core.attack.fab.FabRecording;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SquarePerturbationTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 9, 13, 25})
    void bumpsEqualTheRecording(int side) {
        float[] recorded = FabRecording.values("bump." + side);
        double[] bump = SquarePerturbation.of(side, false);
        double[] turned = SquarePerturbation.of(side, true);

        assertThat(bump).hasSameSizeAs(recorded);
        for (int i = 0; i < bump.length; i++) {
            assertThat(bump[i]).isCloseTo(recorded[i], within(1e-7));
            assertThat(turned[i % side * side + i / side]).isEqualTo(bump[i]);
        }
    }
}
