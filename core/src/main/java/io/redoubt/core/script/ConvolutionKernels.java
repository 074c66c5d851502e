package io.redoubt.core.script;

import ai.djl.util.cuda.CudaUtils;
import java.util.Optional;

/**
 * The kernels of oneDNN that compute convolutions on the CPU of this machine, chosen so that float32 agrees with float64.
 * See docs/decisions/0008.
 *
 * @param isa the value of {@code ONEDNN_MAX_CPU_ISA}: the newest instruction set that oneDNN may use, or {@value #DEFAULT}
 * @param block the number of channels of a convolution must be a multiple of this; 1 for kernels without that restriction
 * @param secondDerivatives whether derivatives of gradients are correct
 */
public record ConvolutionKernels(String isa, int block, boolean secondDerivatives) {
    /** oneDNN's own choice. */
    static final String DEFAULT = "DEFAULT";

    /** oneDNN's own choice, on a machine where it computes everything correctly. */
    static final ConvolutionKernels CORRECT_DEFAULT = new ConvolutionKernels(DEFAULT, 1, true);

    private static ConvolutionKernels chosen;

    /**
     * The kernels for this machine. The first call on a machine checks them in a child process, which takes a few seconds;
     * later ones read the result from the folder of the engine.
     *
     * @throws IllegalStateException when no kernels are correct, or those that the environment sets are not
     */
    public static synchronized ConvolutionKernels ofThisMachine() {
        if (chosen == null) {
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

    /** The body of {@link ScriptMethods#CONVOLUTION}: numbers of channels are filled up with zeros to whole blocks. */
    public CodeBlock convolution() {
        return KernelCheck.convolution(block);
    }

    /** One line for logs and reports. */
    public String description() {
        return isa
                + (block == 1 ? "" : ", channels filled up to multiples of " + block)
                + (secondDerivatives ? "" : ", second derivatives by matrix products");
    }

    @Override
    public String toString() {
        return isa + " " + block + " " + secondDerivatives;
    }
}
