package io.redoubt.core.model.network;

import io.redoubt.api.NetworkDepths;
import io.redoubt.core.model.Network;
import io.redoubt.core.model.NetworkWriter;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.script.Value;
import java.util.Map;

/**
 * A WideResNet (Zagoruyko and Komodakis 2016) without dropout: a 3x3 stem convolution without batch norm; three groups
 * of pre-activation blocks with strides 1, 2, 2 and 16, 32, 64 times the widening factor channels; batch norm,
 * activation, average pool and a linear layer. If the number of channels changes, both branches of a block read the
 * activated input.
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

    /** Maps the names of TRADES to those of Gowal et al. Names within a block begin with a dot. */
    private static final Map<String, String> DEEPMIND_NAMES = Map.of(
            "conv1", "init_conv",
            ".bn1", ".batchnorm_0",
            ".conv1", ".conv_0",
            ".bn2", ".batchnorm_1",
            ".conv2", ".conv_1",
            ".convShortcut", ".shortcut",
            "bn1", "batchnorm",
            "fc", "logits");

    /** The variants of published implementations. The activation is not visible in a state dict. */
    public enum Variant {
        /** As in the code of TRADES (Zhang et al. 2019). */
        RELU("wide-resnet", false, false),
        /** {@link #RELU} with SiLU. */
        SILU("wide-resnet-silu", false, true),
        /** As in the code of Gowal et al. (2020), whose strided convolutions have the SAME padding of TensorFlow. */
        DEEPMIND_SILU("dm-wide-resnet-silu", true, true),
        /** {@link #DEEPMIND_SILU} with ReLU. */
        DEEPMIND_RELU("dm-wide-resnet", true, false);

        private final String architecture;
        private final boolean deepMind;
        private final boolean silu;

        Variant(String architecture, boolean deepMind, boolean silu) {
            this.architecture = architecture;
            this.deepMind = deepMind;
            this.silu = silu;
        }
    }

    /** @throws io.redoubt.api.InvalidFieldException when there is no such network */
    public WideResNet {
        NetworkDepths.WIDE_RESNET.require("model.depth", depth);
        Network.requireSizes(width, classes);
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
        return "WideResNet-" + depth + "-" + width;
    }

    /** The code of TRADES creates a second copy of the first group and does not use it. */
    @Override
    public boolean isUnused(String name) {
        return !variant.deepMind && name.startsWith("sub_block1.");
    }

    /** The code of Gowal et al. normalises within the network and stores no constants. */
    @Override
    public Normalisation publishedNormalisation(int channels) {
        return variant.deepMind && channels == 3 ? Normalisation.CIFAR10 : Normalisation.none(channels);
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
        Value h = net.channelsLast(net.convolution(name("conv1"), images, channels(), stem, 1));
        for (int group = 1; group < GROUPS; group++) {
            h = writeGroup(net, h, group);
        }
        return h;
    }

    @Override
    public Value writeHead(NetworkWriter net, Value features) {
        int channels = channels(GROUPS);
        Value h = writeGroup(net, features, GROUPS);
        h = activation(net, net.batchNorm(name("bn1"), h, channels));
        return net.linear(name("fc"), net.averagePool(h), channels, classes);
    }

    private Value writeGroup(NetworkWriter net, Value x, int group) {
        Value h = x;
        int in = channels(group - 1);
        int out = channels(group);
        for (int i = 0; i < (depth - 4) / 6; i++) {
            int stride = group > 1 && i == 0 ? 2 : 1;
            h = writeBlock(net, h, new ResidualBlock(blockName(group, i), in, out, out, stride));
            in = out;
        }
        return h;
    }

    private Value writeBlock(NetworkWriter net, Value x, ResidualBlock block) {
        int out = block.out();
        Value a = activation(net, net.batchNorm(block.name() + name(".bn1"), x, block.in()));
        String first = block.name() + name(".conv1");
        Value h = variant.deepMind && block.stride() == 2
                ? net.convolutionSame(first, a, block.in(), out)
                : net.convolution(first, a, block.in(), out, block.stride());
        h = activation(net, net.batchNorm(block.name() + name(".bn2"), h, out));
        h = net.convolution(block.name() + name(".conv2"), h, out, out, 1);
        if (!block.projects()) {
            return net.add(h, x);
        }
        return net.add(h, net.pointwise(block.name() + name(".convShortcut"), a, block.in(), out, block.stride()));
    }

    private String name(String trades) {
        return variant.deepMind ? DEEPMIND_NAMES.get(trades) : trades;
    }

    private String blockName(int group, int block) {
        return variant.deepMind ? "layer." + (group - 1) + ".block." + block : "block" + group + ".layer." + block;
    }

    private Value activation(NetworkWriter net, Value x) {
        return variant.silu ? net.silu(x) : net.relu(x);
    }

    /** Output channels of a group, counted from 1; of the stem for 0. */
    private int channels(int group) {
        return group == 0 ? stem : stem * width << (group - 1);
    }
}
