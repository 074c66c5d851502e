package io.redoubt.core.model;

import io.redoubt.core.script.Value;

/**
 * A post-norm transformer encoder layer (Vaswani et al. 2017): multi-head self-attention without mask, then two linear
 * layers with a tanh-approximated GELU between them. No dropout. Tensors are named as those of PyTorch's {@code
 * TransformerEncoderLayer}.
 *
 * @param width D, the size of a token
 * @param heads a divisor of the width
 * @param hidden the width between the two linear layers
 */
record TransformerLayer(int width, int heads, int hidden) {

    /** Writes the layer: tokens (B,N,D) become tokens (B,N,D). */
    Value write(NetworkWriter net, String name, Value tokens) {
        Value attended = writeAttention(net, name + ".self_attn", tokens);
        Value h = layerNorm(net, name + ".norm1", net.add(tokens, attended), width);
        Value inner = gelu(net, net.linear(name + ".linear1", h, width, hidden));
        return layerNorm(net, name + ".norm2", net.add(h, net.linear(name + ".linear2", inner, hidden, width)), width);
    }

    private Value writeAttention(NetworkWriter net, String name, Value tokens) {
        Value weight = net.tensor(name + ".in_proj_weight", TensorRole.WEIGHT, width, 3 * width, width);
        Value bias = net.tensor(name + ".in_proj_bias", TensorRole.SHIFT, width, 3 * width);
        Value projected = net.layer(name + ".in_proj", "torch.linear", tokens, weight, bias);
        int headWidth = width / heads;
        // (B,N,3D) to (3,B,heads,N,D/heads): queries, keys and values.
        Value split = net.permute(net.unflatten(projected, 2, 3, heads, headWidth), 2, 0, 3, 1, 4);
        Value scores = attentionScores(net, net.select(split, 0, 0), net.select(split, 0, 1), headWidth);
        Value weights = net.call("torch.softmax", scores, Value.of(3));
        Value mixed = net.call("torch.matmul", weights, net.select(split, 0, 2));
        Value merged = net.call("torch.flatten", net.transpose(mixed, 1, 2), Value.of(2));
        return net.linear(name + ".out_proj", merged, width, width);
    }

    /** Batched inner products of queries (...,N,D) and keys (...,K,D), divided by the root of D: (...,N,K). */
    static Value attentionScores(NetworkWriter net, Value queries, Value keys, int width) {
        Value products = net.call("torch.matmul", queries, net.transpose(keys, -2, -1));
        return net.call("torch.div", products, Value.of(Math.sqrt(width)));
    }

    /** The tanh approximation of GELU (Hendrycks and Gimpel 2016): {@code x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3)))}. */
    private static Value gelu(NetworkWriter net, Value x) {
        Value cube = net.call("torch.pow", x, Value.of(3));
        Value inner = net.call("torch.add", x, cube, Value.of(0.044715).as("alpha"));
        Value tanh = net.call("torch.tanh", net.call("torch.mul", inner, Value.of(Math.sqrt(2 / Math.PI))));
        Value gate = net.call("torch.add", tanh, Value.of(1.0));
        return net.call("torch.mul", net.call("torch.mul", x, Value.of(0.5)), gate);
    }

    /** Layer normalisation over the last dimension, with epsilon 1e-5. */
    private static Value layerNorm(NetworkWriter net, String name, Value x, int width) {
        Value weight = net.tensor(name + ".weight", TensorRole.SCALE, 1, width);
        Value bias = net.tensor(name + ".bias", TensorRole.SHIFT, 1, width);
        return net.layer(name, "torch.layer_norm", x, Value.ints(width), weight, bias, Value.of(1e-5));
    }
}
