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
        Value h = net.layerNorm(name + ".norm1", net.add(tokens, attended), width);
        Value inner = net.gelu(net.linear(name + ".linear1", h, width, hidden));
        return net.layerNorm(name + ".norm2", net.add(h, net.linear(name + ".linear2", inner, hidden, width)), width);
    }

    private Value writeAttention(NetworkWriter net, String name, Value tokens) {
        Value weight = net.tensor(name + ".in_proj_weight", TensorRole.WEIGHT, width, 3 * width, width);
        Value bias = net.tensor(name + ".in_proj_bias", TensorRole.SHIFT, width, 3 * width);
        Value projected = net.layer(name + ".in_proj", "torch.linear", tokens, weight, bias);
        int headWidth = width / heads;
        // (B,N,3D) to (3,B,heads,N,D/heads): queries, keys and values.
        Value split = net.permute(net.unflatten(projected, 2, 3, heads, headWidth), 2, 0, 3, 1, 4);
        Value scores = net.attentionScores(net.select(split, 0, 0), net.select(split, 0, 1), headWidth);
        Value weights = net.call("torch.softmax", scores, Value.of(3));
        Value mixed = net.call("torch.matmul", weights, net.select(split, 0, 2));
        Value merged = net.call("torch.flatten", net.transpose(mixed, 1, 2), Value.of(2));
        return net.linear(name + ".out_proj", merged, width, width);
    }
}
