package io.redoubt.core.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Under the setting that the program chose, convolutions in float32 agree with those in float64, which use other kernels. */
class ConvolutionTest {
    private static final int[] STRIDES = {1, 2};
    private static final int[][] WHOLE_BLOCKS = {{1, 2}, {1, 8}, {2, 4}, {3, 8}, {3, 16}, {8, 8}, {8, 16}, {64, 64}};
    private static final int[][] PARTIAL_BLOCKS = {{3, 12}, {12, 12}, {12, 24}, {24, 12}, {20, 20}};

    @Test
    void singlePrecisionDerivativesAgreeWithDoublePrecision() {
        assertThat(wrong(ConvolutionKernels.ofThisMachine(), new int[] {5, 64}, WHOLE_BLOCKS, new int[] {1, 2, 4, 7, 16
                }))
                .isEmpty();
    }

    @Test
    void partialChannelBlocksAgree() {
        assertThat(wrong(ConvolutionKernels.ofThisMachine(), new int[] {17, 20}, PARTIAL_BLOCKS, new int[] {2, 7, 8}))
                .isEmpty();
    }

    @Test
    void paddedChannelsDoNotChangeTheResult() {
        ConvolutionKernels padded = new ConvolutionKernels("DEFAULT", ConvolutionKernels.BLOCK, false);

        assertThat(wrong(padded, new int[] {17}, PARTIAL_BLOCKS, new int[] {7})).isEmpty();
    }

    @Test
    void checkFindsADroppedChannel() {
        CodeBlock dropping = CodeBlock.of("""
                kept = torch.slice(x, 1, 0, torch.sub(torch.size(x, 1), 1), 1)
                images = torch.constant_pad_nd(kept, [0, 0, 0, 0, 0, 1], 0)
                return torch.conv2d(images, weight, None, [stride, stride], [1, 1], [1, 1], 1)
                """);
        try (KernelCheck check = new KernelCheck(dropping)) {
            assertThat(check.error(false, 4, 8, 8, 7, 1)).isGreaterThan(KernelCheck.TOLERANCE);
            assertThat(check.error(true, 4, 8, 8, 7, 1)).isGreaterThan(KernelCheck.TOLERANCE);
        }
    }

    private static List<String> wrong(ConvolutionKernels kernels, int[] batches, int[][] pairs, int[] sides) {
        List<String> wrong = new ArrayList<>();
        try (KernelCheck check = new KernelCheck(kernels.convolution())) {
            for (int images : batches) {
                for (int[] channels : pairs) {
                    for (int side : sides) {
                        for (int stride : STRIDES) {
                            double first = check.error(false, images, channels[0], channels[1], side, stride);
                            double second = kernels.secondDerivatives()
                                    ? check.error(true, images, channels[0], channels[1], side, stride)
                                    : 0;
                            if (!(Math.max(first, second) < KernelCheck.TOLERANCE)) {
                                wrong.add("%d images, %d to %d channels, side %d, stride %d: %s and %s"
                                        .formatted(images, channels[0], channels[1], side, stride, first, second));
                            }
                        }
                    }
                }
            }
        }
        return wrong;
    }
}
