package io.redoubt.core.model;

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

    static ResidualStages of(int depth, int width) {
        return new ResidualStages(StageLayout.ofDepth(depth), width);
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
