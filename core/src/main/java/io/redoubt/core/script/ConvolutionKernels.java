package io.redoubt.core.script;

import ai.djl.util.cuda.CudaUtils;
import java.util.Optional;

/**
 * The kernels of oneDNN that compute convolutions on the CPU of this machine, chosen so that float32 agrees with float64.
 * See docs/decisions/0008.
 *
 * @param isa the value of {@code ONEDNN_MAX_CPU_ISA}: the newest instruction set that oneDNN may use, or {@value #DEFAULT}
 * @param block the channels of a convolution are padded to a multiple of this; 1 for kernels that need no padding
 * @param secondDerivatives whether derivatives of gradients are correct
 */
public record ConvolutionKernels(String isa, int block, boolean secondDerivatives) {
    /** oneDNN's own choice. */
    static final String DEFAULT = "DEFAULT";

    /** oneDNN's own choice, on a machine where it computes everything correctly. */
    static final ConvolutionKernels CORRECT_DEFAULT = new ConvolutionKernels(DEFAULT, 1, true);

    /**
     * To this multiple channels are padded. Vectors of AVX and AVX2 hold 8 channels. Those of AVX-512 hold 16, but padding
     * narrow layers to 16 takes longer than AVX2 does.
     */
    static final int BLOCK = 8;

    private static ConvolutionKernels chosen;

    /**
     * The kernels for this machine. The first call on a machine checks them in a child process, which takes a few seconds;
     * later ones read the result from the folder of the engine.
     *
     * @throws IllegalStateException when no kernels are correct, or those that the environment sets are not, or when the
     *     number of kernel threads is invalid
     */
    public static synchronized ConvolutionKernels ofThisMachine() {
        if (chosen == null) {
            KernelThreads.configure();
            chosen = CudaUtils.getGpuCount() > 0
                    ? CORRECT_DEFAULT
                    : KernelSelection.ofThisMachine().choose();
        }
        return chosen;
    }

    /** Sets the kernels of this process without a check: for the check itself. */
    static synchronized void assume(ConvolutionKernels kernels) {
        chosen = kernels;
    }

    /** Kernels as {@link #toString} writes them; empty if it is another text. */
    static Optional<ConvolutionKernels> parse(String text) {
        String[] words = text.strip().split(" ");
        try {
            return words.length == 3
                    ? Optional.of(new ConvolutionKernels(
                            words[0], Integer.parseInt(words[1]), Boolean.parseBoolean(words[2])))
                    : Optional.empty();
        } catch (NumberFormatException other) {
            return Optional.empty();
        }
    }

    /** The body of {@link ScriptMethods#CONVOLUTION}: channels are padded with zeros to a multiple of {@link #block}. */
    public CodeBlock convolution() {
        CodeBlock unpadded =
                CodeBlock.of("return torch.conv2d(x, weight, None, [stride, stride], [1, 1], [1, 1], 1)\n");
        return block == 1 ? unpadded : CodeBlock.of("""
                out = torch.size(weight, 0)
                more_in = torch.remainder(-torch.size(weight, 1), {block})
                more_out = torch.remainder(-out, {block})
                if torch.eq(torch.add(more_in, more_out), 0):
                  y = torch.conv2d(x, weight, None, [stride, stride], [1, 1], [1, 1], 1)
                else:
                  images = torch.constant_pad_nd(x, [0, 0, 0, 0, 0, more_in], 0)
                  kernels = torch.constant_pad_nd(weight, [0, 0, 0, 0, 0, more_in, 0, more_out], 0)
                  padded = torch.conv2d(images, kernels, None, [stride, stride], [1, 1], [1, 1], 1)
                  y = torch.slice(padded, 1, 0, out, 1)
                return y
                """).with("block", block);
    }

    /** One line for logs and reports. */
    public String description() {
        return isa
                + (block == 1 ? "" : ", channels padded to multiples of " + block)
                + (secondDerivatives ? "" : ", second derivatives by matrix products");
    }

    @Override
    public String toString() {
        return isa + " " + block + " " + secondDerivatives;
    }
}
