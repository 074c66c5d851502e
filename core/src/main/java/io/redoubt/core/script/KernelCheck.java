package io.redoubt.core.script;

import io.redoubt.core.script.ScriptMethod.Argument;
import io.redoubt.core.script.ScriptMethod.Type;
import io.redoubt.data.random.RandomStream;

/**
 * Compares an implementation of 3x3 convolutions in float32, and its first and second derivatives, with the engine's
 * convolutions in float64, which use other kernels. Run as a program, it prints {@link ConvolutionKernels} that are correct, the last being the fastest.
 */
final class KernelCheck implements AutoCloseable {
    /** Changes when the check becomes stricter. */
    static final String VERSION = "2";

    /** Printed when the engine is loaded. */
    static final String STARTED = "started";

    /** Begins the line that says why the check could not run to its end. */
    static final String FAILED = "failed: ";

    /** Relative: above all rounding errors, and below the effect of one dropped value. */
    static final double TOLERANCE = 1e-5;

    private static final Argument A = new Argument("a", Type.TENSOR);
    private static final Argument B = new Argument("b", Type.TENSOR);
    private static final Argument X = new Argument("x", Type.TENSOR);
    private static final Argument W = new Argument("w", Type.TENSOR);
    private static final ScriptMethod PLAIN = ScriptMethods.CONVOLUTION.named("plain_convolution");
    private static final int[] STRIDES = {1, 2};
    private static final int[] BLOCKS = {1, ConvolutionKernels.BLOCK};

    /** Whole and partial blocks of each instruction set, and the images that networks read. */
    private static final int[][] CHANNELS = {
        {1, 8}, {3, 8}, {3, 12}, {3, 16}, {4, 4}, {8, 8}, {8, 16}, {12, 12}, {12, 24}, {16, 16}, {20, 20}, {24, 12},
        {32, 64}
    };

    private static final int[] BATCHES = {4, 16, 17, 20};
    private static final int[] SIDES = {2, 7, 8, 14};

    private final ScriptModule module;

    /** @param convolution the implementation: a body of {@link ScriptMethods#CONVOLUTION} */
    KernelCheck(CodeBlock convolution) {
        module = ScriptModule.load(script(convolution));
    }

    /** @param args the instruction set */
    public static void main(String[] args) {
        String isa = args[0];
        ConvolutionKernels.assume(new ConvolutionKernels(isa, 1, true));
        ScriptModule.usesGpu();
        System.out.println(STARTED);
        try {
            check(isa);
        } catch (RuntimeException | Error e) { // not a crash of the process, by which incorrect kernels may show
            System.out.println(FAILED + e);
        }
    }

    private static void check(String isa) {
        for (int block : BLOCKS) {
            ConvolutionKernels kernels = new ConvolutionKernels(isa, block, false);
            try (KernelCheck check = new KernelCheck(kernels.convolution())) {
                if (check.passes(false)) {
                    System.out.println(kernels);
                    if (check.passes(true)) {
                        System.out.println(new ConvolutionKernels(isa, block, true));
                    }
                    return;
                }
            }
        }
    }

    private boolean passes(boolean second) {
        for (int[] channels : CHANNELS) {
            for (int batch : BATCHES) {
                for (int side : SIDES) {
                    for (int stride : STRIDES) {
                        if (!(error(second, batch, channels[0], channels[1], side, stride) < TOLERANCE)) {
                            return false;
                        }
                    }
                }
            }
        }
        return true;
    }

    /**
     * The largest relative distance of the float32 results from the float64 results, with contiguous and with channels-last
     * images.
     *
     * @param second whether to compare second derivatives; otherwise the output and its first derivatives
     * @return NaN if a result is
     */
    double error(boolean second, int images, int in, int out, int side, int stride) {
        try (ScriptStep step = module.step()) {
            RandomStream random = new RandomStream(side);
            DeviceTensor x = normal(step, random, images, in, side, side);
            DeviceTensor w = normal(step, random, out, in, 3, 3);
            double worst = 0;
            for (float error : step.call(errors(second, stride), x, w).get(0).toFloats()) {
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

    private static ScriptMethod errors(boolean second, int stride) {
        return new ScriptMethod((second ? "second" : "first") + "_errors" + stride, Type.TENSOR, X, W);
    }

    private static ScriptSource script(CodeBlock convolution) {
        ScriptSource source = new ScriptSource();
        source.define(ScriptMethods.CONVOLUTION, convolution);
        source.define(PLAIN, ConvolutionKernels.CORRECT_DEFAULT.convolution());
        source.define(new ScriptMethod("distance", Type.TENSOR, A, B), CodeBlock.of("""
                return torch.div(torch.norm(torch.sub(torch.to(a, {FLOAT64}), b)), torch.add(torch.norm(b), 0.0000000001))
                """));
        for (int stride : STRIDES) {
            define(source, false, stride, CodeBlock.of("""
                    first = torch.grad([torch.sum(torch.mul(y, y))], [z, v])
                    g = first[0]
                    h = first[1]
                    assert g is not None
                    assert h is not None
                    return [y, g, h]
                    """));
            define(source, true, stride, CodeBlock.of("""
                    first = torch.grad([torch.sum(torch.mul(y, y))], [z, v], retain_graph=True, create_graph=True)
                    g = first[0]
                    assert g is not None
                    second = torch.grad([torch.sum(torch.mul(g, g))], [z, v])
                    gg = second[0]
                    hh = second[1]
                    assert gg is not None
                    assert hh is not None
                    return [gg, hh]
                    """));
        }
        return source;
    }

    private static void define(ScriptSource source, boolean second, int stride, CodeBlock derivatives) {
        String name = (second ? "second" : "first") + stride;
        ScriptMethod checked = new ScriptMethod(name, Type.TENSORS, X, W);
        ScriptMethod reference = checked.named(name + "_reference");
        source.define(checked, results(ScriptMethods.CONVOLUTION, stride, derivatives));
        source.define(reference, results(PLAIN, stride, derivatives));
        source.define(
                errors(second, stride),
                CodeBlock.of("""
                        exact = {reference}(torch.to(x, {FLOAT64}), torch.to(w, {FLOAT64}))
                        rows = {checked}(x, w)
                        last = {checked}(torch.contiguous(x, memory_format={CHANNELS_LAST}), w)
                        errors = annotate(List[Tensor], [])
                        for i in range(torch.len(exact)):
                          _0 = torch.append(errors, self.distance(rows[i], exact[i]))
                          _1 = torch.append(errors, self.distance(last[i], exact[i]))
                        return torch.to(torch.stack(errors), {FLOAT32})
                        """).with("reference", reference).with("checked", checked));
    }

    private static CodeBlock results(ScriptMethod convolution, int stride, CodeBlock derivatives) {
        return CodeBlock.of("""
                        z = torch.requires_grad_(torch.detach(x), True)
                        v = torch.requires_grad_(torch.detach(w), True)
                        y = {convolution}(z, v, {stride})
                        {derivatives}
                        """)
                .with("convolution", convolution)
                .with("stride", stride)
                .with("derivatives", derivatives);
    }

    @Override
    public void close() {
        module.close();
    }
}
