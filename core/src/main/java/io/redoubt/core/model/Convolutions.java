package io.redoubt.core.model;

import io.redoubt.core.script.ScriptSource;

/** The two ways in which 3x3 convolutions, padded by 1, are computed. */
public final class Convolutions {
    static final String METHOD = "convolution";

    private Convolutions() {}

    /** Gives a module {@code convolution(x: Tensor, weight: Tensor, stride: int) -> Tensor}: by the engine's kernels. */
    static void provide(ScriptSource source) {
        source.provide(
                METHOD,
                "x: Tensor, weight: Tensor, stride: int",
                "Tensor",
                "return torch.conv2d(x, weight, None, [stride, stride], [1, 1], [1, 1], 1)");
    }

    /**
     * The same module with every convolution as a product of matrices, slower and needing nine times the memory, but right
     * to every order: the engine takes the weight gradient of an input gradient by convolving with a kernel as large as the
     * image and as many channels as the batch has images, which its oneDNN gets wrong for most sizes of batch.
     */
    public static ScriptSource byProducts(ScriptSource source) {
        return source.replacing(METHOD, """
                height = torch.floordiv(torch.add(torch.size(x, 2), torch.sub(stride, 1)), stride)
                width = torch.floordiv(torch.add(torch.size(x, 3), torch.sub(stride, 1)), stride)
                columns = torch.im2col(x, [3, 3], [1, 1], [1, 1], [stride, stride])
                products = torch.matmul(torch.flatten(weight, 1), columns)
                return torch.reshape(products, [torch.size(x, 0), torch.size(weight, 0), height, width])
                """);
    }
}
