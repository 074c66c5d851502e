package io.redoubt.core.corruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.core.corruption.Kernel.Tap;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KernelsTest {

    static Stream<Kernel> blurs() {
        return Stream.of(
                Kernels.vertical(0, 4),
                Kernels.vertical(0.4, 4),
                Kernels.vertical(2.5, 3),
                Kernels.transposed(Kernels.vertical(1, 4)),
                Kernels.disk(0.3, 0.4),
                Kernels.disk(1.5, 0.1),
                Kernels.disk(4, 1),
                Kernels.trace(6, 1, 30),
                Kernels.trace(14, 12, -135));
    }

    private static double weight(Kernel kernel, int down, int right) {
        return kernel.taps().stream()
                .filter(tap -> tap.down() == down && tap.right() == right)
                .mapToDouble(Tap::weight)
                .sum();
    }

    @ParameterizedTest
    @MethodSource("blurs")
    void weightsSumToOneAndKeepAConstant(Kernel kernel) {
        Plane constant = Plane.filled(9, 8, () -> 0.3);

        assertThat(kernel.taps().stream().mapToDouble(Tap::weight).sum()).isCloseTo(1, within(1e-12));
        for (Border border : Border.values()) {
            assertThat(kernel.filter(constant, border).values()).containsOnly(new double[] {0.3}, within(1e-12));
        }
    }

    @Test
    void theNormalDensityIsCutAtWholePixels() {
        Kernel kernel = Kernels.vertical(0.6, 4);

        // 4 * 0.6 = 2.4 rounds to a reach of 2.
        double next = Math.exp(-1 / 0.72);
        double last = Math.exp(-4 / 0.72);
        assertThat(kernel.taps()).hasSize(5);
        assertThat(weight(kernel, 0, 0)).isCloseTo(1 / (1 + 2 * next + 2 * last), within(1e-12));
        assertThat(weight(kernel, 1, 0) / weight(kernel, 0, 0)).isCloseTo(next, within(1e-12));
        assertThat(weight(kernel, -2, 0) / weight(kernel, 0, 0)).isCloseTo(last, within(1e-12));
        assertThat(Kernels.vertical(0.05, 4).taps()).containsExactly(new Tap(0, 0, 1));
    }

    @Test
    void aDiskIsFlatWithASoftRim() {
        Kernel disk = Kernels.disk(1.5, 0.1);
        Kernel point = Kernels.disk(0.3, 0.4);

        for (int i = 0; i < 9; i++) {
            assertThat(weight(disk, i / 3 - 1, i % 3 - 1)).isCloseTo(1 / 9.0, within(1e-12));
        }
        double side = Math.exp(-1 / 0.32);
        assertThat(point.taps()).hasSize(9);
        assertThat(weight(point, 0, 1) / weight(point, 0, 0)).isCloseTo(side, within(1e-12));
        assertThat(weight(point, -1, 1) / weight(point, 0, 0)).isCloseTo(side * side, within(1e-12));
    }

    @Test
    void aTraceRunsOneWay() {
        assertThat(Kernels.trace(2, 1, 0).taps())
                .allMatch(tap -> tap.down() == 0)
                .hasSize(5);
        assertThat(weight(Kernels.trace(2, 1, 0), 0, 4)).isPositive();
        assertThat(weight(Kernels.trace(2, 1, 90), 4, 0)).isPositive();
        assertThat(weight(Kernels.trace(2, 1, -90), -4, 0)).isPositive();
        assertThat(weight(Kernels.trace(2, 1, 45), 2, 2)).isPositive();
        assertThat(weight(Kernels.trace(2, 1, 0), 0, 1) / weight(Kernels.trace(2, 1, 0), 0, 0))
                .isCloseTo(Math.exp(-0.5), within(1e-12));
    }

    @Test
    void aFilterLooksWhereItsTapsPoint() {
        Plane point = new Plane(5, 5);
        point.set(2, 2, 1);

        Plane moved =
                Kernel.square(new double[][] {{0, 0, 0}, {0, 0, 0}, {0, 7, 0}}).filter(point, Border.NEAREST);

        assertThat(moved.at(1, 2)).isEqualTo(7);
        assertThat(Arrays.stream(moved.values()).sum()).isEqualTo(7);
    }

    @Test
    void bordersRepeatAsDrawn() {
        assertThat(outside(Border.NEAREST)).isEqualTo("aaaaabcddddd");
        assertThat(outside(Border.REFLECT)).isEqualTo("dcbaabcddcba");
        assertThat(outside(Border.MIRROR)).isEqualTo("cdcbabcdcbab");
    }

    private static String outside(Border border) {
        StringBuilder text = new StringBuilder();
        for (int position = -4; position < 8; position++) {
            text.append("abcd".charAt(border.index(position, 4)));
        }
        return text.toString();
    }
}
