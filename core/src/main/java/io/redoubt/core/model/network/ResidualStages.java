package io.redoubt.core.model.network;

import io.redoubt.core.model.NetworkWriter;
import io.redoubt.core.script.Value;

/**
 * The four stages of a ResNet with strides 1, 2, 2, 2 and 1, 2, 4, 8 times as many planes as the stem has channels. Tensor
 * names begin with {@code layer1.0}, the stage counted from 1 and its block counted from 0.
 *
 * @param layout the blocks of each stage
 * @param width channels of the stem
 */
record ResidualStages(StageLayout layout, int width) {
    private static final int[] STRIDES = {1, 2, 2, 2};
    private static final int STANDARD_WIDTH = 64;

    /** @throws io.redoubt.api.InvalidFieldException when there is no layout for the depth */
    static ResidualStages of(int depth, int width) {
        return new ResidualStages(StageLayout.ofDepth(depth), width);
    }

    /** The published name of a network of such stages, such as {@code ResNet-18}. */
    static String publishedName(String family, int depth, int width) {
        return family + "-" + depth + (width == STANDARD_WIDTH ? "" : ", width " + width);
    }

    /** Writes one block. */
    @FunctionalInterface
    interface BlockWriter {
        Value write(NetworkWriter net, Value x, ResidualBlock block);
    }

    /** Output channels of a stage, counted from 1; of the stem for 0. */
    int channels(int stage) {
        return stage == 0 ? width : planes(stage) * layout.expansion();
    }

    /** Writes stages 1 to 3, which belong to the trunk. */
    Value writeTrunk(NetworkWriter net, Value stem, BlockWriter writer) {
        return write(net, write(net, write(net, stem, 1, writer), 2, writer), 3, writer);
    }

    /** Writes the blocks of one stage, counted from 1. */
    Value write(NetworkWriter net, Value x, int stage, BlockWriter writer) {
        Value h = x;
        int in = channels(stage - 1);
        for (int i = 0; i < layout.blocks().get(stage - 1); i++) {
            int stride = i == 0 ? STRIDES[stage - 1] : 1;
            h = writer.write(
                    net, h, new ResidualBlock("layer" + stage + "." + i, in, planes(stage), channels(stage), stride));
            in = channels(stage);
        }
        return h;
    }

    private int planes(int stage) {
        return width << (stage - 1);
    }
}
