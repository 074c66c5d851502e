package io.redoubt.core.model;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.core.script.Value;

/**
 * A WideResNet (Zagoruyko and Komodakis 2016) without dropout: a 3x3 stem convolution without batch norm; three groups of
 * pre-activation blocks with strides 1, 2, 2 and 16, 32, 64 times the widening factor channels; batch norm, activation,
 * average pool and a linear layer. Where the channels change, both branches of a block read the activated input.
 *
 * <p>The trunk is the stem with groups 1 and 2, (B,C,H,W) to (B, channels, H/2, W/2). As in the ResNets, the last group
 * belongs to the head.
 *
 * @param variant activation, padding and names of the tensors
 * @param depth weight layers, 6n+4 for n blocks per group
 * @param width the widening factor, such as 10
 * @param classes outputs, at least 2
 * @param normalisation the first layer; its length is the number of image channels
 * @param stem output channels of the stem; published networks and model files have {@value #STEM}
 */
public record WideResNet(Variant variant, int depth, int width, int classes, Normalisation normalisation, int stem)
        implements Network {
    private static final int STEM = 16;
    private static final int GROUPS = 3;

    /** What published implementations differ in. The activation does not show in a state dict. */
    public enum Variant {
        /** As in the code of TRADES (Zhang et al. 2019). */
        RELU("wide-resnet", "WideResNet", false, Names.TRADES),
        /** The same with SiLU. */
        SILU("wide-resnet-silu", "WideResNet", true, Names.TRADES),
        /** As in the code of Gowal et al. (2020), whose strided convolutions have the SAME padding of TensorFlow. */
        DEEPMIND_SILU("dm-wide-resnet-silu", "WideResNet", true, Names.DEEPMIND),
        /** The same with ReLU. */
        DEEPMIND_RELU("dm-wide-resnet", "WideResNet", false, Names.DEEPMIND);

        private final String architecture;
        private final String published;
        private final boolean silu;
        private final Names names;

        Variant(String architecture, String published, boolean silu, Names names) {
            this.architecture = architecture;
            this.published = published;
            this.silu = silu;
            this.names = names;
        }

        private boolean samePadding() {
            return names == Names.DEEPMIND;
        }
    }

    /** The names of the tensors; a block's name takes the number of its group, from 0, and of the block in it. */
    private enum Names {
        TRADES("conv1", "block%d.layer.%d", 1, "bn1", "conv1", "bn2", "conv2", "convShortcut", "bn1", "fc"),
        DEEPMIND(
                "init_conv",
                "layer.%d.block.%d",
                0,
                "batchnorm_0",
                "conv_0",
                "batchnorm_1",
                "conv_1",
                "shortcut",
                "batchnorm",
                "logits");

        private final String stem;
        private final String block;
        private final int firstGroup;
        private final String norm1;
        private final String convolution1;
        private final String norm2;
        private final String convolution2;
        private final String shortcut;
        private final String finalNorm;
        private final String linear;

        Names(
                String stem,
                String block,
                int firstGroup,
                String norm1,
                String convolution1,
                String norm2,
                String convolution2,
                String shortcut,
                String finalNorm,
                String linear) {
            this.stem = stem;
            this.block = block;
            this.firstGroup = firstGroup;
            this.norm1 = norm1;
            this.convolution1 = convolution1;
            this.norm2 = norm2;
            this.convolution2 = convolution2;
            this.shortcut = shortcut;
            this.finalNorm = finalNorm;
            this.linear = linear;
        }

        String block(int group, int block) {
            return this.block.formatted(group + firstGroup, block);
        }
    }

    /** @throws InvalidFieldException when there is no such network */
    public WideResNet {
        if (depth < 10 || depth % 6 != 4) {
            int below = Math.max(10, (depth - 4) / 6 * 6 + 4);
            throw new InvalidFieldException(
                    "model.depth",
                    depth + " is not the depth of a WideResNet (6n+4); the nearest are " + below + " and "
                            + (below + 6));
        }
        Networks.requireSizes(width, classes);
    }

    /** A network with the published stem. */
    public WideResNet(Variant variant, int depth, int width, int classes, Normalisation normalisation) {
        this(variant, depth, width, classes, normalisation, STEM);
    }

    @Override
    public String architecture() {
        return variant.architecture;
    }

    @Override
    public String publishedName() {
        return variant.published + "-" + depth + "-" + width;
    }

    /** The code of TRADES builds a second first group and does not run it. */
    @Override
    public boolean isUnused(String name) {
        return variant.names == Names.TRADES && name.startsWith("sub_block1.");
    }

    /** The code of Gowal et al. normalises within the network and stores no constants. */
    @Override
    public Normalisation publishedNormalisation(int channels) {
        return variant.samePadding() && channels == 3 ? Normalisation.CIFAR10 : Normalisation.none(channels);
    }

    @Override
    public int trunkChannels() {
        return channels(GROUPS - 1);
    }

    @Override
    public WideResNet withClasses(int other) {
        return new WideResNet(variant, depth, width, other, normalisation, stem);
    }

    @Override
    public Value writeTrunk(NetworkWriter net, Value images) {
        Value h = net.channelsLast(net.convolution(variant.names.stem, images, channels(), stem, 1));
        for (int group = 1; group < GROUPS; group++) {
            h = writeGroup(net, h, group);
        }
        return h;
    }

    @Override
    public Value writeHead(NetworkWriter net, Value features) {
        int channels = channels(GROUPS);
        Value h = writeGroup(net, features, GROUPS);
        h = activation(net, net.batchNorm(variant.names.finalNorm, h, channels));
        return net.linear(variant.names.linear, net.averagePool(h), channels, classes);
    }

    private Value writeGroup(NetworkWriter net, Value x, int group) {
        Value h = x;
        int in = channels(group - 1);
        int out = channels(group);
        for (int i = 0; i < (depth - 4) / 6; i++) {
            int stride = group > 1 && i == 0 ? 2 : 1;
            h = writeBlock(net, h, new ResidualBlock(variant.names.block(group - 1, i), in, out, out, stride));
            in = out;
        }
        return h;
    }

    private Value writeBlock(NetworkWriter net, Value x, ResidualBlock block) {
        String prefix = block.name() + ".";
        int out = block.out();
        Value a = activation(net, net.batchNorm(prefix + variant.names.norm1, x, block.in()));
        Value h = variant.samePadding() && block.stride() == 2
                ? net.convolutionSame(prefix + variant.names.convolution1, a, block.in(), out)
                : net.convolution(prefix + variant.names.convolution1, a, block.in(), out, block.stride());
        h = activation(net, net.batchNorm(prefix + variant.names.norm2, h, out));
        h = net.convolution(prefix + variant.names.convolution2, h, out, out, 1);
        if (!block.projects()) {
            return net.add(h, x);
        }
        return net.add(h, net.pointwise(prefix + variant.names.shortcut, a, block.in(), out, block.stride()));
    }

    private Value activation(NetworkWriter net, Value x) {
        return variant.silu ? net.silu(x) : net.relu(x);
    }

    /** Output channels of a group, counted from 1; of the stem for 0. */
    private int channels(int group) {
        return group == 0 ? stem : stem * width << (group - 1);
    }
}
