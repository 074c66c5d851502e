package io.redoubt.core.model.network;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.request.ModelSpec;
import io.redoubt.core.model.Network;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.network.StandardPreActResNet.Variant;
import io.redoubt.data.registry.Registry;
import java.util.List;

/**
 * The networks by the names of their architectures. To add a network, write a class and register it in {@link
 * #STANDARD}. If the tensors of a state dict fit several networks, the first one is preferred. Immutable.
 */
public final class Networks {
    /** An empty registry. */
    public static final Networks EMPTY = new Networks(Registry.empty("architecture", "an architecture"));

    /** The networks that requests may name. */
    public static final Networks STANDARD = EMPTY.with("preact-resnet-v2-cifar", PreActResNet::new)
            .with("preact-resnet", preAct(Variant.PLAIN))
            .with("preact-resnet-raw-shortcut", preAct(Variant.RAW_SHORTCUT))
            .with("preact-resnet-bn", preAct(Variant.BATCH_NORM))
            .with("preact-resnet-bn-raw-shortcut", preAct(Variant.BATCH_NORM_RAW_SHORTCUT))
            .with("resnet", ResNet::new)
            .with("wide-resnet", wide(WideResNet.Variant.RELU))
            .with("wide-resnet-silu", wide(WideResNet.Variant.SILU))
            .with("dm-wide-resnet-silu", wide(WideResNet.Variant.DEEPMIND_SILU))
            .with("dm-wide-resnet", wide(WideResNet.Variant.DEEPMIND_RELU));

    private final Registry<Factory> factories;

    private Networks(Registry<Factory> factories) {
        this.factories = factories;
    }

    /** Creates a network. */
    @FunctionalInterface
    public interface Factory {
        /** @throws InvalidFieldException when there is no such network */
        Network network(int depth, int width, int classes, Normalisation normalisation);
    }

    private static Factory preAct(Variant variant) {
        return (depth, width, classes, first) -> new StandardPreActResNet(variant, depth, width, classes, first);
    }

    private static Factory wide(WideResNet.Variant variant) {
        return (depth, width, classes, first) -> new WideResNet(variant, depth, width, classes, first);
    }

    /**
     * Returns these networks plus one more.
     *
     * @throws IllegalArgumentException when the name is already registered
     */
    public Networks with(String architecture, Factory factory) {
        return new Networks(factories.with(architecture, factory));
    }

    /** The names of all architectures. */
    public List<String> names() {
        return factories.names();
    }

    /**
     * The network of a request.
     *
     * @throws InvalidFieldException when there is no such network
     */
    public Network network(ModelSpec spec, int classes, Normalisation normalisation) {
        return network(spec.architecture(), spec.depth(), spec.width(), classes, normalisation);
    }

    /**
     * A network by the name of its architecture.
     *
     * @throws InvalidFieldException when there is no such network; the message lists the known architectures
     */
    public Network network(String architecture, int depth, int width, int classes, Normalisation normalisation) {
        return factory(architecture).network(depth, width, classes, normalisation);
    }

    /**
     * Returns the factory of an architecture.
     *
     * @throws InvalidFieldException when it is not registered; the message lists the known architectures
     */
    public Factory factory(String architecture) {
        return factories
                .find(architecture)
                .orElseThrow(() -> new InvalidFieldException(
                        "architecture",
                        "'" + architecture + "' is not known; known are " + String.join(", ", names())));
    }

    /** The network of a request as publications name it, such as {@code PreActResNet-18}. */
    public String publishedName(ModelSpec spec) {
        return publishedName(spec.architecture(), spec.depth(), spec.width());
    }

    /** A network as publications name it. */
    public String publishedName(String architecture, int depth, int width) {
        return network(architecture, depth, width, 2, Normalisation.forChannels(1))
                .publishedName();
    }
}
