package io.redoubt.core.model;

import io.redoubt.core.model.file.StateDictImport;
import io.redoubt.core.model.network.Networks;
import io.redoubt.core.model.network.WideResNet;
import io.redoubt.data.safetensors.Safetensors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A recorded network under published names, see {@code src/test/fixtures/network_families_reference.py}.
 *
 * @param state the state dict's file
 * @param architecture the network that was recorded
 * @param stem output channels of the stem of a WideResNet; ignored for other networks
 */
public record PublishedNetwork(String state, String architecture, int stem) {
    static final int STEM = 16;

    public static Safetensors file(String name) {
        try (InputStream in = PublishedNetwork.class.getResourceAsStream("published/" + name + ".safetensors")) {
            return Safetensors.read(ByteBuffer.wrap(in.readAllBytes()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    StateDictImport imported() {
        StateDictImport.Known known = new StateDictImport.Known(
                Optional.of(architecture),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty());
        return StateDictImport.of(networks(), file(state).tensors().values(), known);
    }

    /** The standard networks, or WideResNets with a narrower stem, which keeps recordings small. */
    private Networks networks() {
        if (stem == STEM) {
            return Networks.STANDARD;
        }
        Networks narrow = Networks.EMPTY;
        for (WideResNet.Variant variant : WideResNet.Variant.values()) {
            Networks.Factory factory =
                    (depth, width, classes, first) -> new WideResNet(variant, depth, width, classes, first, stem);
            String name = factory.network(10, 1, 2, Normalisation.IMAGENET).architecture();
            narrow = narrow.with(name, factory);
        }
        return narrow;
    }
}
