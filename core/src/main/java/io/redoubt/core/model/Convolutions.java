package io.redoubt.core.model;

import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.ConvolutionKernels;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptSource;

/** The implementations of {@link ScriptMethods#CONVOLUTION}. */
public final class Convolutions {
    private Convolutions() {}

    /** Defines convolutions that use the engine's kernels. */
    static void define(ScriptSource source) {
        source.defineIfAbsent(
                ScriptMethods.CONVOLUTION, ConvolutionKernels.ofThisMachine().convolution());
    }

    /**
     * Returns a module whose convolutions are correct in derivatives of every order. The engine computes the weight gradient
     * of an input gradient as a convolution whose kernel is as large as the image and whose channels are the images of the
     * batch. Where its kernels are wrong for that, the result is a copy in which every convolution is a matrix product:
     * slower, with nine times the memory.
     */
    public static ScriptSource forSecondDerivatives(ScriptSource source) {
        return ConvolutionKernels.ofThisMachine().secondDerivatives() ? source : asMatrixProducts(source);
    }

    /** Returns a copy of a module in which every convolution is a matrix product. */
    static ScriptSource asMatrixProducts(ScriptSource source) {
        return source.replacing(ScriptMethods.CONVOLUTION, CodeBlock.of("""
                height = torch.floordiv(torch.add(torch.size(x, 2), torch.sub(stride, 1)), stride)
                width = torch.floordiv(torch.add(torch.size(x, 3), torch.sub(stride, 1)), stride)
                columns = torch.im2col(x, [3, 3], [1, 1], [1, 1], [stride, stride])
                products = torch.matmul(torch.flatten(weight, 1), columns)
                return torch.reshape(products, [torch.size(x, 0), torch.size(weight, 0), height, width])
                """));
    }
}
