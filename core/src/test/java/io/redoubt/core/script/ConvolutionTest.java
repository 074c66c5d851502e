package io.redoubt.core.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.core.random.RandomStream;
import io.redoubt.core.safetensors.Tensor;
import io.redoubt.core.script.ScriptMethod.Argument;
import io.redoubt.core.script.ScriptMethod.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The engine's convolutions in float32, with their first and second derivatives, agree with those in float64, which use
 * other kernels. On machines where they do not, {@link ConvolutionKernels} rejects the affected convolutions.
 */
class ConvolutionTest {
    private static final Argument A = new Argument("a", Type.TENSOR);
    private static final Argument B = new Argument("b", Type.TENSOR);
    private static final Argument X = new Argument("x", Type.TENSOR);
    private static final Argument W = new Argument("w", Type.TENSOR);
    private static final double RELATIVE = 1e-5;
    private static final int[] STRIDES = {1, 2};
    private static final int[][] WHOLE_BLOCKS = {{1, 2}, {1, 8}, {2, 4}, {3, 8}, {3, 16}, {8, 8}, {8, 16}, {64, 64}};
    private static final int[][] PARTIAL_BLOCKS = {{3, 12}, {12, 12}, {12, 24}, {24, 12}, {20, 20}};

    @Test
    void singlePrecisionDerivativesAgreeWithDoublePrecision() {
        assertAgree(new int[] {5, 64}, WHOLE_BLOCKS, new int[] {1, 2, 4, 7, 16});
    }

    @Test
    void partialChannelBlocksAgreeOrAreRejected() {
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
            float[] errors = step.call(errors(stride), x, w).get(0).toFloats();
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

    private static ScriptMethod errors(int stride) {
        return new ScriptMethod("errors" + stride, Type.TENSOR, X, W);
    }

    /** For each stride, the relative distances of output, gradients, and gradients of gradients. */
    private static ScriptSource script() {
        ScriptSource source = new ScriptSource();
        source.define(new ScriptMethod("distance", Type.TENSOR, A, B), CodeBlock.of("""
                return torch.div(torch.norm(torch.sub(torch.to(a, {FLOAT64}), b)), torch.add(torch.norm(b), 0.0000000001))
                """));
        for (int stride : STRIDES) {
            source.define(
                    new ScriptMethod("derivatives" + stride, Type.TENSORS, X, W),
                    CodeBlock.of("""
                    z = torch.requires_grad_(torch.detach(x), True)
                    v = torch.requires_grad_(torch.detach(w), True)
                    y = torch.conv2d(z, v, None, [{stride}, {stride}], [1, 1], [1, 1], 1)
                    first = torch.grad([torch.sum(torch.mul(y, y))], [z, v], retain_graph=True, create_graph=True)
                    g = first[0]
                    h = first[1]
                    assert g is not None
                    assert h is not None
                    second = torch.grad([torch.sum(torch.mul(g, g))], [z, v])
                    gg = second[0]
                    hh = second[1]
                    assert gg is not None
                    assert hh is not None
                    return [y, g, h, gg, hh]
                    """).with("stride", stride));
            source.define(errors(stride), CodeBlock.of("""
                    exact = self.derivatives{stride}(torch.to(x, {FLOAT64}), torch.to(w, {FLOAT64}))
                    rows = self.derivatives{stride}(x, w)
                    last = self.derivatives{stride}(torch.contiguous(x, memory_format={CHANNELS_LAST}), w)
                    errors = annotate(List[Tensor], [])
                    for i in range(torch.len(exact)):
                      _0 = torch.append(errors, self.distance(rows[i], exact[i]))
                      _1 = torch.append(errors, self.distance(last[i], exact[i]))
                    return torch.to(torch.stack(errors), {FLOAT32})
                    """).with("stride", stride));
        }
        return source;
    }
}
