package io.redoubt.core.model;

import io.redoubt.core.script.Value;

/**
 * The part of a network that pretraining hands on: stem and stages 1 to 3 of a pre-activation ResNet with the CIFAR stem
 * (paper figure 2). Images (B,C,H,W) become features (B, channels, H/4, W/4).
 */
final class Trunk {
    private static final int[] STRIDES = {1, 2, 2, 2};

    private final StageLayout layout;
    private final int width;

    Trunk(int depth, int width) {
        this.layout = StageLayout.ofDepth(depth);
        this.width = width;
    }

    /** Writes stem and stages 1 to 3. */
    Value write(NetworkWriter net, Value images, Normalisation normalisation) {
        Value h = net.channelsLast(net.normalise(images, normalisation));
        h = net.convolution("conv1", h, normalisation.channels(), width, 1);
        h = net.relu(net.batchNorm("bn1", net.channelsLast(h), width));
        for (int stage = 1; stage <= 3; stage++) {
            h = writeStage(net, h, stage);
        }
        return h;
    }

    /** Writes stage 4, which belongs to a task and not to the trunk. */
    Value writeStage4(NetworkWriter net, Value features) {
        return writeStage(net, features, 4);
    }

    /** Output channels of a stage, counted from 1; of the stem for 0. */
    int channels(int stage) {
        return stage == 0 ? width : planes(stage) * layout.expansion();
    }

    private Value writeStage(NetworkWriter net, Value x, int stage) {
        Value h = x;
        int in = channels(stage - 1);
        for (int i = 0; i < layout.blocks().get(stage - 1); i++) {
            int stride = i == 0 ? STRIDES[stage - 1] : 1;
            h = writeBlock(net, "layer" + stage + "." + i, h, in, planes(stage), stride);
            in = channels(stage);
        }
        return h;
    }

    /** A pre-activation block; the identity shortcut takes the raw input, the projection the activated one. */
    private Value writeBlock(NetworkWriter net, String name, Value x, int in, int planes, int stride) {
        int out = planes * layout.expansion();
        Value a = net.relu(net.batchNorm(name + ".bn0", x, in));
        Value h;
        if (layout.bottleneck()) {
            h = net.pointwise(name + ".conv1", a, in, planes, 1);
            h = net.relu(net.batchNorm(name + ".bn1", h, planes));
            h = net.convolution(name + ".conv2", h, planes, planes, stride);
            h = net.relu(net.batchNorm(name + ".bn2", h, planes));
            h = net.pointwise(name + ".conv3", h, planes, out, 1);
        } else {
            h = net.convolution(name + ".conv1", a, in, planes, stride);
            h = net.relu(net.batchNorm(name + ".bn1", h, planes));
            h = net.convolution(name + ".conv2", h, planes, planes, 1);
        }
        if (stride == 1 && in == out) {
            return net.add(h, x);
        }
        Value projection = net.pointwise(name + ".shortcut.0", a, in, out, stride);
        return net.add(h, net.batchNorm(name + ".shortcut.1", projection, out));
    }

    private int planes(int stage) {
        return width << (stage - 1);
    }
}
