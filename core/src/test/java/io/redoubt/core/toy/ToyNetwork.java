package io.redoubt.core.toy;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.core.model.Network;
import io.redoubt.core.model.NetworkWriter;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.script.Value;

/** Two strided convolutions and a linear layer, 3 layers, for images of 8x8. */
record ToyNetwork(int depth, int width, int classes, Normalisation normalisation) implements Network {
    ToyNetwork {
        if (depth != 3) {
            throw new InvalidFieldException("model.depth", depth + " is not the depth of a toy network; use 3");
        }
        Network.requireSizes(width, classes);
    }

    @Override
    public String architecture() {
        return "toy";
    }

    @Override
    public String publishedName() {
        return "Toy";
    }

    @Override
    public int trunkChannels() {
        return width;
    }

    @Override
    public ToyNetwork withClasses(int other) {
        return new ToyNetwork(depth, width, other, normalisation);
    }

    @Override
    public Value writeTrunk(NetworkWriter net, Value images) {
        return net.relu(net.batchNorm("bn", net.convolution("stem", images, channels(), width, 2), width));
    }

    @Override
    public Value writeHead(NetworkWriter net, Value features) {
        Value h = net.silu(net.convolution("conv", features, width, 2 * width, 2));
        // Images of 8x8 have 2x2 positions left.
        return net.linear("classifier", net.call("torch.flatten", h, Value.of(1)), 4 * 2 * width, classes);
    }
}
