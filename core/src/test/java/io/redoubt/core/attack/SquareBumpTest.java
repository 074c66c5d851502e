package io.redoubt.core.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SquareBumpTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 9, 13, 25})
    void bumpsAreTheRecordedOnes(int side) {
        float[] recorded = BoundaryRecording.values("bump." + side);
        double[] bump = SquareBump.of(side, false);
        double[] turned = SquareBump.of(side, true);

        assertThat(bump).hasSameSizeAs(recorded);
        for (int i = 0; i < bump.length; i++) {
            assertThat(bump[i]).isCloseTo(recorded[i], within(1e-7));
            assertThat(turned[i % side * side + i / side]).isEqualTo(bump[i]);
        }
    }
}
