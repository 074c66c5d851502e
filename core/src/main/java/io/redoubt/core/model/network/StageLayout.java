package io.redoubt.core.model.network;

import io.redoubt.api.NetworkDepths;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * How a depth, the number of weight layers, is divided among the four stages. The published layouts are used for 34,
 * 50, 101 and 152; otherwise all stages have the same number of blocks: {@code k} bottleneck blocks per stage for
 * {@code 12k+2} layers (14, 26, 38, ...), {@code k} basic blocks for {@code 8k+2} layers (10, 18, 42, ...). A depth of
 * both forms uses bottlenecks, as 26 and 50 commonly do.
 *
 * @param bottleneck whether blocks are 1x1, 3x3, 1x1 convolutions instead of two 3x3
 * @param blocks the number of blocks in each of the four stages
 */
public record StageLayout(boolean bottleneck, List<Integer> blocks) {
    /** The ratio of the output channels of a bottleneck block to the channels of its 3x3 convolution. */
    private static final int EXPANSION = 4;

    private static final Map<Integer, StageLayout> PUBLISHED = Map.of(
            34, new StageLayout(false, List.of(3, 4, 6, 3)),
            50, new StageLayout(true, List.of(3, 4, 6, 3)),
            101, new StageLayout(true, List.of(3, 4, 23, 3)),
            152, new StageLayout(true, List.of(3, 8, 36, 3)));

    public StageLayout {
        blocks = List.copyOf(blocks);
    }

    /**
     * The layout for a depth.
     *
     * @throws io.redoubt.api.InvalidFieldException when there is none; the message names the nearest valid depths
     */
    public static StageLayout ofDepth(int depth) {
        NetworkDepths.RESNET.require("model.depth", depth);
        if (PUBLISHED.containsKey(depth)) {
            return PUBLISHED.get(depth);
        }
        boolean bottleneck = depth % 12 == 2;
        return new StageLayout(bottleneck, Collections.nCopies(4, (depth - 2) / (bottleneck ? 12 : 8)));
    }

    /** Output channels of a block divided by its planes. */
    public int expansion() {
        return bottleneck ? EXPANSION : 1;
    }
}
