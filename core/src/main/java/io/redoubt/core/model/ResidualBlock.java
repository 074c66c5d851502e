package io.redoubt.core.model;

/**
 * One residual block.
 *
 * @param name begins the names of its tensors
 * @param in input channels
 * @param planes output channels of its 3x3 convolutions
 * @param out output channels
 * @param stride of its first 3x3 convolution
 */
record ResidualBlock(String name, int in, int planes, int out, int stride) {
    /** Whether the convolutions are 1x1, 3x3, 1x1 instead of two 3x3. */
    boolean bottleneck() {
        return planes != out;
    }

    /** Whether the shortcut is a convolution: resolution or number of channels change. */
    boolean projects() {
        return stride != 1 || in != out;
    }
}
