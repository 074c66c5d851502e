package io.redoubt.core.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.core.random.RandomStream;
import io.redoubt.core.safetensors.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The engine's convolutions in float32, with their first and second derivatives, agree with those in float64, for which it
 * has other kernels. On some machines they do not; {@link ConvolutionKernels} rejects those.
 */
class ConvolutionTest {
    private static final double RELATIVE = 1e-5;
    private static final int[] STRIDES = {1, 2};
    private static final int[][] WHOLE_BLOCKS = {{1, 2}, {1, 8}, {2, 4}, {3, 8}, {3, 16}, {8, 8}, {8, 16}, {64, 64}};
    private static final int[][] PARTIAL_BLOCKS = {{3, 12}, {12, 12}, {12, 24}, {24, 12}, {20, 20}};

    @Test
    void derivativesInSinglePrecisionAreThoseInDouble() {
        assertAgree(new int[] {5, 64}, WHOLE_BLOCKS, new int[] {1, 2, 4, 7, 16});
    }

    @Test
    void channelsThatDoNotFillABlockAgreeOrAreRejected() {
        int[][] supported = Stream.of(PARTIAL_BLOCKS)
                .filter(channels -> TorchRuntime.kernels().supports(channels[0], channels[1]))
                .toArray(int[][]::new);

        assertAgree(new int[] {17, 20}, supported, new int[] {2, 7, 8});

        for (int[] channels : PARTIAL_BLOCKS) {
            if (!List.of(supported).contains(channels)) {
                assertRejected(channels[0], channels[1]);
            }
        }
    }

    private static void assertRejected(int in, int out) {
        Tensor weight = Tensor.of("conv1.weight", new long[] {out, in, 3, 3}, new float[out * in * 9]);
        try (ScriptModule module = ScriptModule.load(script())) {
            assertThatThrownBy(() -> module.upload("w", List.of(weight)))
                    .isInstanceOf(InvalidFieldException.class)
                    .hasMessageContaining("from " + in + " to " + out + " channels");
        }
    }

    private static void assertAgree(int[] batches, int[][] pairs, int[] sides) {
        List<String> wrong = new ArrayList<>();
        try (ScriptModule module = ScriptModule.load(script())) {
            for (int images : batches) {
                for (int[] channels : pairs) {
                    for (int side : sides) {
                        for (int stride : STRIDES) {
                            double error = error(module, images, channels[0], channels[1], side, stride);
                            if (!(error < RELATIVE)) {
                                wrong.add(images + " images, " + channels[0] + " to " + channels[1] + " channels, side "
                                        + side + ", stride " + stride + ": " + error);
                            }
                        }
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static double error(ScriptModule module, int images, int in, int out, int side, int stride) {
        try (ScriptStep step = module.step()) {
            RandomStream random = new RandomStream(side);
            DeviceTensor x = normal(step, random, images, in, side, side);
            DeviceTensor w = normal(step, random, out, in, 3, 3);
            float[] errors = step.call("errors" + stride, x, w).get(0).toFloats();
            double worst = 0;
            for (float error : errors) {
                worst = Float.isNaN(error) ? Double.NaN : Math.max(worst, error);
            }
            return worst;
        }
    }

    private static DeviceTensor normal(ScriptStep step, RandomStream random, long... shape) {
        return step.floats(shape, into -> {
            while (into.hasRemaining()) {
                into.put((float) random.nextGaussian());
            }
        });
    }

    /** For each stride the distances, relative to length, of output, gradients, and gradients of gradients. */
    private static ScriptSource script() {
        ScriptSource source = new ScriptSource();
        source.define("distance", "a: Tensor, b: Tensor", "Tensor", """
                return torch.div(torch.norm(torch.sub(torch.to(a, 7), b)), torch.add(torch.norm(b), 0.0000000001))
                """);
        for (int stride : STRIDES) {
            source.define("derivatives" + stride, "x: Tensor, w: Tensor", "List[Tensor]", """
                    z = torch.requires_grad_(torch.detach(x), True)
                    v = torch.requires_grad_(torch.detach(w), True)
                    y = torch.conv2d(z, v, None, [%1$d, %1$d], [1, 1], [1, 1], 1)
                    first = torch.grad([torch.sum(torch.mul(y, y))], [z, v], None, True, True, False)
                    g = first[0]
                    h = first[1]
                    assert g is not None
                    assert h is not None
                    second = torch.grad([torch.sum(torch.mul(g, g))], [z, v], None, None, False, False)
                    gg = second[0]
                    hh = second[1]
                    assert gg is not None
                    assert hh is not None
                    return [y, g, h, gg, hh]
                    """.formatted(stride));
            source.define("errors" + stride, "x: Tensor, w: Tensor", "Tensor", """
                    exact = self.derivatives%1$d(torch.to(x, 7), torch.to(w, 7))
                    rows = self.derivatives%1$d(x, w)
                    last = self.derivatives%1$d(torch.contiguous(x, memory_format=2), w)
                    errors = annotate(List[Tensor], [])
                    for i in range(torch.len(exact)):
                      _0 = torch.append(errors, self.distance(rows[i], exact[i]))
                      _1 = torch.append(errors, self.distance(last[i], exact[i]))
                    return torch.to(torch.stack(errors), 6)
                    """.formatted(stride));
        }
        return source;
    }
}
