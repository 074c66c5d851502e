package io.redoubt.core.model;

import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptSource;

/** The two implementations of {@link ScriptMethods#CONVOLUTION}. */
public final class Convolutions {
    private Convolutions() {}

    /** Defines convolutions that use the engine's kernels. */
    static void define(ScriptSource source) {
        source.defineIfAbsent(
                ScriptMethods.CONVOLUTION,
                CodeBlock.of("return torch.conv2d(x, weight, None, [stride, stride], [1, 1], [1, 1], 1)"));
    }

    /**
     * A copy of a module in which every convolution is a matrix product: slower, with nine times the memory, but correct in
     * derivatives of every order. The engine computes the weight gradient of an input gradient as a convolution whose kernel
     * is as large as the image and whose channels are the images of the batch, and its oneDNN returns wrong results for most
     * batch sizes.
     */
    public static ScriptSource asMatrixProducts(ScriptSource source) {
        return source.replacing(ScriptMethods.CONVOLUTION, CodeBlock.of("""
                height = torch.floordiv(torch.add(torch.size(x, 2), torch.sub(stride, 1)), stride)
                width = torch.floordiv(torch.add(torch.size(x, 3), torch.sub(stride, 1)), stride)
                columns = torch.im2col(x, [3, 3], [1, 1], [1, 1], [stride, stride])
                products = torch.matmul(torch.flatten(weight, 1), columns)
                return torch.reshape(products, [torch.size(x, 0), torch.size(weight, 0), height, width])
                """));
    }
}
