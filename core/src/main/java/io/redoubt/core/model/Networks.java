package io.redoubt.core.model;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.request.ModelSpec;
import io.redoubt.core.model.StandardPreActResNet.Variant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The networks by the names of their architectures. A new network is a class and a line in {@link #standard()}. Where the
 * tensors of a state dict fit several networks, the earlier one is preferred. Immutable.
 */
public final class Networks {
    private static final int STANDARD_WIDTH = 64;

    static final Networks EMPTY = new Networks(Map.of());

    /** The networks that requests may name. */
    public static final Networks STANDARD = standard();

    private final Map<String, Factory> factories;

    private Networks(Map<String, Factory> factories) {
        this.factories = factories;
    }

    /** Makes a network. */
    @FunctionalInterface
    public interface Factory {
        /** @throws InvalidFieldException when there is no such network */
        Network network(int depth, int width, int classes, Normalisation normalisation);
    }

    private static Networks standard() {
        return EMPTY.with("preact-resnet-v2-cifar", PreActResNet::new)
                .with("preact-resnet", standardPreAct(Variant.PLAIN))
                .with("preact-resnet-raw-shortcut", standardPreAct(Variant.RAW_SHORTCUT))
                .with("preact-resnet-bn", standardPreAct(Variant.BATCH_NORM))
                .with("preact-resnet-bn-raw-shortcut", standardPreAct(Variant.BATCH_NORM_RAW_SHORTCUT))
                .with("resnet", ResNet::new)
                .with("wide-resnet", wide(WideResNet.Variant.RELU))
                .with("wide-resnet-silu", wide(WideResNet.Variant.SILU))
                .with("dm-wide-resnet-silu", wide(WideResNet.Variant.DEEPMIND_SILU))
                .with("dm-wide-resnet", wide(WideResNet.Variant.DEEPMIND_RELU));
    }

    private static Factory standardPreAct(Variant variant) {
        return (depth, width, classes, first) -> new StandardPreActResNet(variant, depth, width, classes, first);
    }

    private static Factory wide(WideResNet.Variant variant) {
        return (depth, width, classes, first) -> new WideResNet(variant, depth, width, classes, first);
    }

    /** These networks and one more. */
    public Networks with(String architecture, Factory factory) {
        Map<String, Factory> more = new LinkedHashMap<>(factories);
        if (more.put(architecture, factory) != null) {
            throw new IllegalArgumentException("architecture '" + architecture + "' is registered twice");
        }
        return new Networks(more);
    }

    /** The names of the architectures. */
    public List<String> names() {
        return new ArrayList<>(factories.keySet());
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

    Factory factory(String architecture) {
        Factory factory = factories.get(architecture);
        if (factory == null) {
            throw new InvalidFieldException(
                    "architecture", "'" + architecture + "' is not known; known are " + String.join(", ", names()));
        }
        return factory;
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

    static void requireSizes(int width, int classes) {
        if (width < 1) {
            throw new InvalidFieldException("model.width", width + " is out of range; use 1 or more");
        }
        if (classes < 2) {
            throw new InvalidFieldException("classes", classes + " is out of range; a classifier has 2 or more");
        }
    }

    /** The published name of a network that has a standard width. */
    static String withWidth(String name, int width) {
        return width == STANDARD_WIDTH ? name : name + ", width " + width;
    }
}
