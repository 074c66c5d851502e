package io.redoubt.core.model;

import io.redoubt.core.script.ScriptSource;

/**
 * An encoder layer of a transformer (Vaswani et al. 2017) with its norms after the residuals: multi-head self-attention
 * without mask, then two linear layers with a tanh-approximated GELU between them. No dropout. Tensors are named as those
 * of PyTorch's {@code TransformerEncoderLayer}.
 *
 * @param width D, the size of a token
 * @param heads a divisor of the width
 * @param hidden the width between the two linear layers
 */
record TransformerLayer(int width, int heads, int hidden) {

    /** Writes the layer: tokens (B,N,D) become tokens (B,N,D). */
    String write(NetworkWriter net, String name, String tokens) {
        String attended = writeAttention(net, name + ".self_attn", tokens);
        String h = net.layerNorm(name + ".norm1", net.add(tokens, attended), width);
        String inner = net.linear(name + ".linear1", h, width, hidden);
        inner = net.gelu(inner);
        inner = net.linear(name + ".linear2", inner, hidden, width);
        return net.layerNorm(name + ".norm2", net.add(h, inner), width);
    }

    private String writeAttention(NetworkWriter net, String name, String tokens) {
        String weight = net.tensor(name + ".in_proj_weight", TensorRole.WEIGHT, width, 3 * width, width);
        String bias = net.tensor(name + ".in_proj_bias", TensorRole.SHIFT, width, 3 * width);
        String joined = net.assign("torch.linear(%s, %s, %s)".formatted(tokens, weight, bias));
        int each = width / heads;
        String size = "[torch.size(%s, 0), torch.size(%s, 1), ".formatted(tokens, tokens);
        String split = net.assign(
                "torch.permute(torch.reshape(%s, %s3, %d, %d]), [2, 0, 3, 1, 4])".formatted(joined, size, heads, each));
        String scores = net.assign(
                "torch.div(torch.matmul(torch.select(%s, 0, 0), torch.transpose(torch.select(%s, 0, 1), 2, 3)), %s)"
                        .formatted(split, split, ScriptSource.number(Math.sqrt(each))));
        String mixed =
                net.assign("torch.matmul(torch.softmax(%s, 3), torch.select(%s, 0, 2))".formatted(scores, split));
        String merged = net.assign("torch.reshape(torch.transpose(%s, 1, 2), %s%d])".formatted(mixed, size, width));
        return net.linear(name + ".out_proj", merged, width, width);
    }
}
