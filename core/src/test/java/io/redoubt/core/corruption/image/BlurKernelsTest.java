package io.redoubt.core.corruption.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.core.corruption.image.ConvolutionKernel.Tap;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BlurKernelsTest {

    static Stream<ConvolutionKernel> blurs() {
        return Stream.of(
                BlurKernels.gaussianColumn(0, 4),
                BlurKernels.gaussianColumn(0.4, 4),
                BlurKernels.gaussianColumn(2.5, 3),
                BlurKernels.transposed(BlurKernels.gaussianColumn(1, 4)),
                BlurKernels.disk(0.3, 0.4),
                BlurKernels.disk(1.5, 0.1),
                BlurKernels.disk(4, 1),
                BlurKernels.motion(6, 1, 30),
                BlurKernels.motion(14, 12, -135));
    }

    private static double weight(ConvolutionKernel kernel, int down, int right) {
        return kernel.taps().stream()
                .filter(tap -> tap.down() == down && tap.right() == right)
                .mapToDouble(Tap::weight)
                .sum();
    }

    @ParameterizedTest
    @MethodSource("blurs")
    void weightsSumToOneAndPreserveAConstantPlane(ConvolutionKernel kernel) {
        ImagePlane constant = ImagePlane.filled(9, 8, () -> 0.3);

        assertThat(kernel.taps().stream().mapToDouble(Tap::weight).sum()).isCloseTo(1, within(1e-12));
        for (BorderMode border : BorderMode.values()) {
            assertThat(kernel.filter(constant, border).values()).containsOnly(new double[] {0.3}, within(1e-12));
        }
    }

    @Test
    void gaussianKernelIsTruncatedAtWholePixels() {
        ConvolutionKernel kernel = BlurKernels.gaussianColumn(0.6, 4);

        // 4 * 0.6 = 2.4 rounds to a radius of 2.
        double next = Math.exp(-1 / 0.72);
        double last = Math.exp(-4 / 0.72);
        assertThat(kernel.taps()).hasSize(5);
        assertThat(weight(kernel, 0, 0)).isCloseTo(1 / (1 + 2 * next + 2 * last), within(1e-12));
        assertThat(weight(kernel, 1, 0) / weight(kernel, 0, 0)).isCloseTo(next, within(1e-12));
        assertThat(weight(kernel, -2, 0) / weight(kernel, 0, 0)).isCloseTo(last, within(1e-12));
        assertThat(BlurKernels.gaussianColumn(0.05, 4).taps()).containsExactly(new Tap(0, 0, 1));
    }

    @Test
    void diskKernelIsFlatWithASmoothedEdge() {
        ConvolutionKernel disk = BlurKernels.disk(1.5, 0.1);
        ConvolutionKernel point = BlurKernels.disk(0.3, 0.4);

        for (int i = 0; i < 9; i++) {
            assertThat(weight(disk, i / 3 - 1, i % 3 - 1)).isCloseTo(1 / 9.0, within(1e-12));
        }
        double side = Math.exp(-1 / 0.32);
        assertThat(point.taps()).hasSize(9);
        assertThat(weight(point, 0, 1) / weight(point, 0, 0)).isCloseTo(side, within(1e-12));
        assertThat(weight(point, -1, 1) / weight(point, 0, 0)).isCloseTo(side * side, within(1e-12));
    }

    @Test
    void motionKernelIsOneSided() {
        assertThat(BlurKernels.motion(2, 1, 0).taps())
                .allMatch(tap -> tap.down() == 0)
                .hasSize(5);
        assertThat(weight(BlurKernels.motion(2, 1, 0), 0, 4)).isPositive();
        assertThat(weight(BlurKernels.motion(2, 1, 90), 4, 0)).isPositive();
        assertThat(weight(BlurKernels.motion(2, 1, -90), -4, 0)).isPositive();
        assertThat(weight(BlurKernels.motion(2, 1, 45), 2, 2)).isPositive();
        assertThat(weight(BlurKernels.motion(2, 1, 0), 0, 1) / weight(BlurKernels.motion(2, 1, 0), 0, 0))
                .isCloseTo(Math.exp(-0.5), within(1e-12));
    }

    @Test
    void filterReadsTheNeighboursAtTheTapOffsets() {
        ImagePlane point = new ImagePlane(5, 5);
        point.set(2, 2, 1);

        ImagePlane moved = ConvolutionKernel.square(new double[][] {{0, 0, 0}, {0, 0, 0}, {0, 7, 0}})
                .filter(point, BorderMode.NEAREST);

        assertThat(moved.at(1, 2)).isEqualTo(7);
        assertThat(Arrays.stream(moved.values()).sum()).isEqualTo(7);
    }

    @Test
    void borderModesExtrapolateAsDocumented() {
        assertThat(outside(BorderMode.NEAREST)).isEqualTo("aaaaabcddddd");
        assertThat(outside(BorderMode.REFLECT)).isEqualTo("dcbaabcddcba");
        assertThat(outside(BorderMode.MIRROR)).isEqualTo("cdcbabcdcbab");
    }

    private static String outside(BorderMode border) {
        StringBuilder text = new StringBuilder();
        for (int position = -4; position < 8; position++) {
            text.append("abcd".charAt(border.index(position, 4)));
        }
        return text.toString();
    }
}
