package io.redoubt.core.model.network;

import io.redoubt.core.model.Network;
import io.redoubt.core.model.NetworkWriter;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.TensorNaming;
import io.redoubt.core.script.Value;
import java.util.List;
import java.util.Map;

/**
 * A ResNet (He et al. 2016, "Deep Residual Learning for Image Recognition"), activation after the addition, with the CIFAR
 * stem: a 3x3 convolution with batch norm and ReLU, no pooling. A bottleneck has its stride in the 3x3 convolution. The
 * trunk is the stem with stages 1 to 3, (B,C,H,W) to (B, channels, H/4, W/4). Tensors have the names of the common PyTorch
 * implementation for CIFAR.
 *
 * @param depth weight layers, see {@link StageLayout}
 * @param width channels of the stem; 64 is standard. Stages have 1, 2, 4 and 8 times as many planes
 * @param classes outputs, at least 2
 * @param normalisation the first layer; its length is the number of image channels
 */
public record ResNet(int depth, int width, int classes, Normalisation normalisation) implements Network {
    private static final TensorNaming TORCHVISION =
            new TensorNaming("torchvision", Map.of("shortcut", "downsample", "linear", "fc"));

    /** @throws io.redoubt.api.InvalidFieldException when there is no such network */
    public ResNet {
        StageLayout.ofDepth(depth);
        Network.requireSizes(width, classes);
    }

    @Override
    public String architecture() {
        return "resnet";
    }

    @Override
    public String publishedName() {
        return ResidualStages.publishedName("ResNet", depth, width);
    }

    @Override
    public List<TensorNaming> publishedNamings() {
        return List.of(TORCHVISION);
    }

    @Override
    public int trunkChannels() {
        return stages().channels(3);
    }

    @Override
    public ResNet withClasses(int other) {
        return new ResNet(depth, width, other, normalisation);
    }

    @Override
    public Value writeTrunk(NetworkWriter net, Value images) {
        Value h = net.convolution("conv1", images, channels(), width, 1);
        h = net.relu(net.batchNorm("bn1", net.channelsLast(h), width));
        return stages().writeTrunk(net, h, ResNet::writeBlock);
    }

    @Override
    public Value writeHead(NetworkWriter net, Value features) {
        Value pooled = net.averagePool(stages().write(net, features, 4, ResNet::writeBlock));
        return net.linear("linear", pooled, stages().channels(4), classes);
    }

    private static Value writeBlock(NetworkWriter net, Value x, ResidualBlock block) {
        String name = block.name();
        Value h = block.writeConvolutions(net, x, 1);
        h = net.batchNorm(name + (block.bottleneck() ? ".bn3" : ".bn2"), h, block.out());
        if (!block.projects()) {
            return net.relu(net.add(h, x));
        }
        Value projection = block.writeProjection(net, x);
        return net.relu(net.add(h, net.batchNorm(name + ".shortcut.1", projection, block.out())));
    }

    private ResidualStages stages() {
        return ResidualStages.of(depth, width);
    }
}
