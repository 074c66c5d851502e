package io.redoubt.core.model;

import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.ScriptMethod;
import io.redoubt.core.script.ScriptMethod.Argument;
import io.redoubt.core.script.ScriptMethod.Type;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.Value;
import java.util.List;

/**
 * The network of Selfie (Trinh, Luong and Le 2019): the trunk encodes each patch of an image, a transformer pools the
 * visible patches into one token, and the sum of that token and the position of a masked patch is the query that has to
 * identify this patch among all masked ones.
 *
 * <p>Images are (B,C,S,S), S a multiple of the grid. Targets are (B,N), N = grid * grid: for each image a permutation
 * of its patches, numbered row by row, of which the first {@code masked} are masked. The loss of an image is the sum
 * over its masked patches of the cross entropy of {@code q E^T / sqrt(D)}, the inner products of the query with the
 * masked patches' encodings divided by the root of their D channels, as in attention: without the division, training at
 * a learning rate of 0.1 needs a warm-up and is no better with one. Batch norms take their statistics over all patches
 * of the batch.
 *
 * @param backbone provides the trunk; its head is not used
 * @param grid patches per row and per column
 * @param masked number of masked patches, from 2 to {@code grid * grid - 1}
 * @param layers layers of the transformer, at least 1
 * @param heads attention heads, a divisor of the trunk's channels
 */
public record SelfieNetwork(Network backbone, int grid, int masked, int layers, int heads) implements Objective {
    /** Inner products of queries and candidates: (B, masked, masked). */
    private static final ScriptMethod PATCH_LOGITS =
            new ScriptMethod("patch_logits", Type.TENSOR, ScriptMethods.LOSSES.arguments());

    /** The index of the patch that each query has to identify: (B * masked). */
    private static final ScriptMethod PATCH_TARGETS =
            new ScriptMethod("patch_targets", Type.TENSOR, new Argument("logits", Type.TENSOR));

    public SelfieNetwork {
        if (masked < 2 || masked >= grid * grid) {
            throw new IllegalArgumentException("masked is " + masked + " of " + grid * grid
                    + " patches; at least 2 must be masked and one visible");
        }
        if (layers < 1) {
            throw new IllegalArgumentException("layers is " + layers + "; use 1 or more");
        }
        if (heads < 1 || backbone.trunkChannels() % heads != 0) {
            throw new IllegalArgumentException(
                    "heads is " + heads + "; it must divide the trunk's " + backbone.trunkChannels() + " channels");
        }
    }

    @Override
    public List<TensorSpec> tensors() {
        NetworkWriter net = new NetworkWriter(0);
        write(net);
        return net.tensors();
    }

    @Override
    public double activations() {
        NetworkWriter net = new NetworkWriter(0);
        write(net);
        return net.activations();
    }

    @Override
    public void define(ScriptSource source) {
        NetworkWriter net = new NetworkWriter(0);
        net.define(source, PATCH_LOGITS, write(net));
        source.define(PATCH_TARGETS, CodeBlock.of("""
                row = torch.arange({masked}, dtype={INT64}, device=ops.prim.device(logits))
                return torch.repeat(row, [torch.size(logits, 0)])
                """).with("masked", masked));
        source.define(ScriptMethods.LOSSES, CodeBlock.of("""
                logits = self.patch_logits(w, x, t, trunk_training, head_training)
                flat = torch.reshape(logits, [-1, {masked}])
                each = torch.cross_entropy_loss(flat, self.patch_targets(logits), reduction={NO_REDUCTION})
                return torch.sum(torch.reshape(each, [-1, {masked}]), [1])
                """).with("masked", masked));
        source.define(ScriptMethods.CORRECT, CodeBlock.of("""
                logits = self.patch_logits(w, x, t, False, False)
                correct = torch.eq(torch.argmax(torch.reshape(logits, [-1, {masked}]), 1), self.patch_targets(logits))
                found = torch.mean(torch.to(torch.reshape(correct, [-1, {masked}]), {FLOAT32}), [1])
                return torch.add(found, torch.sum(torch.mul(logits, 0), [1, 2]))
                """).with("masked", masked));
    }

    private Value write(NetworkWriter net) {
        Value features = backbone.writeFeatures(net, writePatches(net));
        net.beginHead();
        int width = backbone.trunkChannels();
        int patches = grid * grid;
        Value encoded = net.reshape(net.averagePool(features), -1, patches, width);
        Value order = ScriptMethods.TARGETS.value();
        Value hidden = net.slice(order, 1, 0, masked);
        Value candidates = writeGather(net, encoded, hidden, width);
        Value visible = net.slice(order, 1, masked, patches);
        Value context = writeContext(net, writeGather(net, encoded, visible, width), width);
        Value gridSize = Value.of(grid);
        Value rows = embedding(net, "row", net.call("torch.floor_divide", hidden, gridSize), grid, width);
        Value columns = embedding(net, "column", net.call("torch.remainder", hidden, gridSize), grid, width);
        Value query = net.add(net.add(context, rows), columns);
        return TransformerLayer.attentionScores(net, query, candidates, width);
    }

    /** A learned vector for each index: int64 (...) to (..., width). */
    private static Value embedding(NetworkWriter net, String name, Value indices, int count, int width) {
        Value weight = net.tensor(name + ".weight", TensorRole.EMBEDDING, 1, count, width);
        return net.layer(name, "torch.embedding", weight, indices);
    }

    /** Splits images (B,C,S,S) into patches (B * N, C, S / grid, S / grid), the patches of an image row by row. */
    private Value writePatches(NetworkWriter net) {
        Value columns = net.unflatten(ScriptMethods.IMAGES.value(), 3, grid, -1);
        Value cells = net.permute(net.unflatten(columns, 2, grid, -1), 0, 2, 4, 1, 3, 5);
        return net.call("torch.flatten", cells, Value.of(0), Value.of(2));
    }

    /** The encodings (B,K,D) of the patches with the given indices (B,K). */
    private static Value writeGather(NetworkWriter net, Value encoded, Value indices, int width) {
        Value column = net.call("torch.unsqueeze", indices, Value.of(2));
        Value index = net.call("torch.expand", column, Value.ints(-1, -1, width));
        return net.call("torch.gather", encoded, Value.of(1), index);
    }

    /** Attention pooling: the output (B,1,D) for a learned token that precedes the visible patches. */
    private Value writeContext(NetworkWriter net, Value visible, int width) {
        Value token = net.tensor("token", TensorRole.SHIFT, 1, 1, 1, width);
        Value batch = net.call("torch.size", visible, Value.of(0));
        Value sizes = Value.list(List.of(batch, Value.of(-1), Value.of(-1)));
        Value first = net.layer("token", "torch.expand", token, sizes);
        Value tokens = net.call("torch.cat", Value.list(List.of(first, visible)), Value.of(1));
        TransformerLayer layer = new TransformerLayer(width, heads, 2 * width);
        for (int i = 0; i < layers; i++) {
            tokens = layer.write(net, "encoder.layers." + i, tokens);
        }
        return net.slice(tokens, 1, 0, 1);
    }
}
