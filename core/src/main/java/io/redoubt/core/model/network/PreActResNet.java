package io.redoubt.core.model.network;

import io.redoubt.api.request.ModelSpec;
import io.redoubt.core.model.Network;
import io.redoubt.core.model.NetworkWriter;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.script.Value;

/**
 * A pre-activation ResNet "v2" with the CIFAR stem, as in the paper's code: 3x3 stem convolution with batch norm and
 * ReLU, no pooling; four stages with strides 1, 2, 2, 2; projection shortcuts with a batch norm; no batch norm before
 * the average pool; a linear layer. The trunk is the stem with stages 1 to 3 (paper figure 2): (B,C,H,W) to (B,
 * channels, H/4, W/4).
 *
 * @param depth weight layers, see {@link StageLayout}
 * @param width channels of the stem; 64 is standard. Stages have 1, 2, 4 and 8 times as many planes
 * @param classes outputs, at least 2
 * @param normalisation the first layer; its length is the number of image channels
 */
public record PreActResNet(int depth, int width, int classes, Normalisation normalisation) implements Network {

    /** @throws io.redoubt.api.InvalidFieldException when there is no such network */
    public PreActResNet {
        StageLayout.ofDepth(depth);
        Network.requireSizes(width, classes);
    }

    @Override
    public String architecture() {
        return ModelSpec.DEFAULT_ARCHITECTURE;
    }

    @Override
    public String publishedName() {
        return ResidualStages.publishedName("PreActResNet", depth, width);
    }

    /** The paper's code normalises CIFAR-10 with the constants of ImageNet. */
    @Override
    public Normalisation publishedNormalisation(int channels) {
        return Normalisation.forChannels(channels);
    }

    @Override
    public int trunkChannels() {
        return stages().channels(3);
    }

    @Override
    public PreActResNet withClasses(int other) {
        return new PreActResNet(depth, width, other, normalisation);
    }

    @Override
    public Value writeTrunk(NetworkWriter net, Value images) {
        Value h = net.convolution("conv1", images, channels(), width, 1);
        h = net.relu(net.batchNorm("bn1", net.channelsLast(h), width));
        return stages().writeTrunk(net, h, PreActResNet::writeBlock);
    }

    @Override
    public Value writeHead(NetworkWriter net, Value features) {
        Value pooled = net.averagePool(stages().write(net, features, 4, PreActResNet::writeBlock));
        return net.linear("fc", pooled, stages().channels(4), classes);
    }

    /** The identity shortcut takes the raw input, the projection the activated one. */
    private static Value writeBlock(NetworkWriter net, Value x, ResidualBlock block) {
        String name = block.name();
        Value a = net.relu(net.batchNorm(name + ".bn0", x, block.in()));
        Value h = block.writeConvolutions(net, a, 1);
        if (!block.projects()) {
            return net.add(h, x);
        }
        Value projection = block.writeProjection(net, a);
        return net.add(h, net.batchNorm(name + ".shortcut.1", projection, block.out()));
    }

    private ResidualStages stages() {
        return ResidualStages.of(depth, width);
    }
}
