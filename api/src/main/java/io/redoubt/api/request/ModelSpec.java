package io.redoubt.api.request;

import io.redoubt.api.Require;

/**
 * The network: a pre-activation ResNet with the CIFAR stem.
 *
 * @param depth number of weight layers: 10 has one block a stage, 18 two; 50 is the paper's
 * @param width channels of the first stage; 64 is standard
 */
public record ModelSpec(int depth, int width) {

    public ModelSpec {
        Require.between("depth", depth, 10, 1202);
        Require.between("width", width, 1, 1024);
    }
}
