package io.redoubt.core.model.network;

import io.redoubt.core.model.NetworkWriter;
import io.redoubt.core.script.Value;

/**
 * One residual block.
 *
 * @param name prefix of the names of its tensors
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

    /**
     * Writes its two or three convolutions, {@code conv1} and so on, with a batch norm and a ReLU between them.
     *
     * @param firstNorm number of the first of these batch norms, as in {@code bn1}
     */
    Value writeConvolutions(NetworkWriter net, Value x, int firstNorm) {
        if (!bottleneck()) {
            Value h = writeNorm(net, net.convolution(name + ".conv1", x, in, planes, stride), firstNorm);
            return net.convolution(name + ".conv2", h, planes, planes, 1);
        }
        Value h = writeNorm(net, net.pointwise(name + ".conv1", x, in, planes, 1), firstNorm);
        h = writeNorm(net, net.convolution(name + ".conv2", h, planes, planes, stride), firstNorm + 1);
        return net.pointwise(name + ".conv3", h, planes, out, 1);
    }

    private Value writeNorm(NetworkWriter net, Value x, int number) {
        return net.relu(net.batchNorm(name + ".bn" + number, x, planes));
    }

    /** Writes the convolution of the shortcut. */
    Value writeProjection(NetworkWriter net, Value x) {
        return net.pointwise(name + ".shortcut.0", x, in, out, stride);
    }
}
