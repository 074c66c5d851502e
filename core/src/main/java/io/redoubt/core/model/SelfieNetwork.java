package io.redoubt.core.model;

import io.redoubt.core.script.ScriptSource;
import java.util.List;

/**
 * The network of Selfie (Trinh, Luong and Le 2019): the trunk encodes each patch of an image, a transformer pools the
 * visible patches into one token, and that token with the position of a masked patch has to find its patch among all
 * masked ones.
 *
 * <p>Images are (B,C,S,S), S a multiple of the grid. Targets are (B,N), N = grid * grid: for each image an order of its
 * patches, numbered row by row, of which the first {@code masked} are masked. The loss of an image is the sum over its
 * masked patches of the cross entropy of {@code q E^T / sqrt(D)}, the inner products of the query with the masked
 * patches' encodings over the root of their D channels, as attention scales them: with plain products, training at a
 * learning rate of 0.1 needs a warm-up, and is no better with one.
 * Batch norms take their statistics over all patches of the batch.
 *
 * @param backbone gives the trunk; its head is not used
 * @param grid patches in a row and in a column
 * @param masked patches to be found, from 2 to one less than there are
 * @param layers of the transformer, at least 1
 * @param heads of its attention, a divisor of the trunk's channels
 */
public record SelfieNetwork(Network backbone, int grid, int masked, int layers, int heads) implements Objective {
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

    /** Also defines {@code logits(w, x, t, trunk_training, head_training) -> Tensor}: (B, masked, masked). */
    @Override
    public void define(ScriptSource source) {
        NetworkWriter net = new NetworkWriter(0);
        String logits = write(net);
        net.define(
                source,
                "logits",
                "w: List[Tensor], x: Tensor, t: Tensor, trunk_training: bool, head_training: bool",
                logits);
        source.define("answers", "logits: Tensor", "Tensor", """
                row = torch.arange(%d, dtype=4, device=ops.prim.device(logits))
                return torch.repeat(row, [torch.size(logits, 0)])
                """.formatted(masked));
        source.define(
                "losses",
                "w: List[Tensor], x: Tensor, t: Tensor, trunk_training: bool, head_training: bool",
                "Tensor",
                """
                logits = self.logits(w, x, t, trunk_training, head_training)
                flat = torch.reshape(logits, [-1, %1$d])
                each = torch.cross_entropy_loss(flat, self.answers(logits), None, 0, -100, 0.)
                return torch.sum(torch.reshape(each, [-1, %1$d]), [1])
                """.formatted(masked));
        source.define("correct", "w: List[Tensor], x: Tensor, t: Tensor", "Tensor", """
                logits = self.logits(w, x, t, False, False)
                right = torch.eq(torch.argmax(torch.reshape(logits, [-1, %1$d]), 1), self.answers(logits))
                return torch.mean(torch.to(torch.reshape(right, [-1, %1$d]), 6), [1])
                """.formatted(masked));
    }

    private String write(NetworkWriter net) {
        String features = backbone.writeFeatures(net, writePatches(net));
        net.beginHead();
        int width = backbone.trunkChannels();
        int patches = grid * grid;
        String encoded =
                net.assign("torch.reshape(%s, [-1, %d, %d])".formatted(net.averagePool(features), patches, width));
        String hidden = net.assign("torch.slice(t, 1, 0, %d, 1)".formatted(masked));
        String candidates = writeChoice(net, encoded, hidden, width);
        String visible = net.assign("torch.slice(t, 1, %d, %d, 1)".formatted(masked, patches));
        String context = writeContext(net, writeChoice(net, encoded, visible, width), width);
        String rows = net.embedding("row", "torch.floor_divide(%s, %d)".formatted(hidden, grid), grid, width);
        String columns = net.embedding("column", "torch.remainder(%s, %d)".formatted(hidden, grid), grid, width);
        String query = net.add(net.add(context, rows), columns);
        return net.assign("torch.div(torch.matmul(%s, torch.transpose(%s, 1, 2)), %s)"
                .formatted(query, candidates, ScriptSource.number(Math.sqrt(width))));
    }

    /** Cuts images (B,C,S,S) into patches (B * N, C, S / grid, S / grid), an image's patches row by row. */
    private String writePatches(NetworkWriter net) {
        String side = net.assign("torch.floordiv(torch.size(x, 2), %d)".formatted(grid));
        String channels = net.assign("torch.size(x, 1)");
        String cut = net.assign("torch.reshape(x, [-1, %1$s, %2$d, %3$s, %2$d, %3$s])".formatted(channels, grid, side));
        return net.assign("torch.reshape(torch.permute(%s, [0, 2, 4, 1, 3, 5]), [-1, %s, %s, %s])"
                .formatted(cut, channels, side, side));
    }

    /** The encodings (B,K,D) of the patches with the given numbers (B,K). */
    private static String writeChoice(NetworkWriter net, String encoded, String numbers, int width) {
        return net.assign("torch.gather(%s, 1, torch.expand(torch.unsqueeze(%s, 2), [-1, -1, %d]))"
                .formatted(encoded, numbers, width));
    }

    /** Attention pooling: a learned token, put before the visible patches, as the last layer leaves it: (B,1,D). */
    private String writeContext(NetworkWriter net, String visible, int width) {
        String token = net.tensor("token", TensorRole.SHIFT, 1, 1, 1, width);
        String tokens = net.assign(
                "torch.cat([torch.expand(%s, [torch.size(%s, 0), -1, -1]), %s], 1)".formatted(token, visible, visible));
        TransformerLayer layer = new TransformerLayer(width, heads, 2 * width);
        for (int i = 0; i < layers; i++) {
            tokens = layer.write(net, "encoder.layers." + i, tokens);
        }
        return net.assign("torch.slice(%s, 1, 0, 1, 1)".formatted(tokens));
    }
}
