package io.redoubt.core.toy;

import io.redoubt.core.model.Network;
import io.redoubt.core.model.NetworkWriter;
import io.redoubt.core.model.Normalisation;

/** Two strided convolutions and a linear layer, for images of 8x8. */
record ToyNetwork(int depth, int width, int classes, Normalisation normalisation) implements Network {
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
    public String writeTrunk(NetworkWriter net, String images) {
        return net.relu(net.batchNorm("bn", net.convolution("stem", images, channels(), width, 2), width));
    }

    @Override
    public String writeHead(NetworkWriter net, String features) {
        String h = net.silu(net.convolution("conv", features, width, 2 * width, 2));
        // Images of 8x8 have 2x2 positions left.
        return net.linear("classifier", net.assign("torch.flatten(%s, 1)".formatted(h)), 4 * 2 * width, classes);
    }
}
