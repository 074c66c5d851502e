package io.redoubt.core.model.network;

import io.redoubt.core.model.Network;
import io.redoubt.core.model.NetworkWriter;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.script.Value;

/**
 * A pre-activation ResNet (He et al. 2016, "Identity Mappings in Deep Residual Networks") with the CIFAR stem, a 3x3
 * convolution without batch norm: the PreActResNet of most publications on robust training. Projection shortcuts have
 * no batch norm. The trunk is the stem with stages 1 to 3, (B,C,H,W) to (B, channels, H/4, W/4). Tensors have the names
 * of the common PyTorch implementation for CIFAR.
 *
 * @param variant the variant of published implementations
 * @param depth weight layers, see {@link StageLayout}
 * @param width channels of the stem; 64 is standard. Stages have 1, 2, 4 and 8 times as many planes
 * @param classes outputs, at least 2
 * @param normalisation the first layer; its length is the number of image channels
 */
public record StandardPreActResNet(Variant variant, int depth, int width, int classes, Normalisation normalisation)
        implements Network {

    /** The variants of published implementations. Only the final batch norm is visible in the tensor names. */
    public enum Variant {
        /** No batch norm before the pooling; projection shortcuts read the activated input. */
        PLAIN("preact-resnet", false, false),
        /** No batch norm before the pooling; projection shortcuts read the raw input. */
        RAW_SHORTCUT("preact-resnet-raw-shortcut", false, true),
        /** A batch norm and a ReLU before the pooling, as in the paper of He et al. */
        BATCH_NORM("preact-resnet-bn", true, false),
        /** Both: the PreActResNet-18 of fast adversarial training (Wong, Rice and Kolter 2020). */
        BATCH_NORM_RAW_SHORTCUT("preact-resnet-bn-raw-shortcut", true, true);

        private final String architecture;
        private final boolean finalNorm;
        private final boolean rawShortcut;

        Variant(String architecture, boolean finalNorm, boolean rawShortcut) {
            this.architecture = architecture;
            this.finalNorm = finalNorm;
            this.rawShortcut = rawShortcut;
        }
    }

    /** @throws io.redoubt.api.InvalidFieldException when there is no such network */
    public StandardPreActResNet {
        StageLayout.ofDepth(depth);
        Network.requireSizes(width, classes);
    }

    @Override
    public String architecture() {
        return variant.architecture;
    }

    @Override
    public String publishedName() {
        return ResidualStages.publishedName("PreActResNet", depth, width);
    }

    @Override
    public int trunkChannels() {
        return stages().channels(3);
    }

    @Override
    public StandardPreActResNet withClasses(int other) {
        return new StandardPreActResNet(variant, depth, width, other, normalisation);
    }

    @Override
    public Value writeTrunk(NetworkWriter net, Value images) {
        Value h = net.channelsLast(net.convolution("conv1", images, channels(), width, 1));
        return stages().writeTrunk(net, h, this::writeBlock);
    }

    @Override
    public Value writeHead(NetworkWriter net, Value features) {
        int channels = stages().channels(4);
        Value h = stages().write(net, features, 4, this::writeBlock);
        if (variant.finalNorm) {
            h = net.relu(net.batchNorm("bn", h, channels));
        }
        return net.linear("linear", net.averagePool(h), channels, classes);
    }

    private Value writeBlock(NetworkWriter net, Value x, ResidualBlock block) {
        Value a = net.relu(net.batchNorm(block.name() + ".bn1", x, block.in()));
        Value h = block.writeConvolutions(net, a, 2);
        if (!block.projects()) {
            return net.add(h, x);
        }
        return net.add(h, block.writeProjection(net, variant.rawShortcut ? x : a));
    }

    private ResidualStages stages() {
        return ResidualStages.of(depth, width);
    }
}
