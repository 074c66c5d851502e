package io.redoubt.core.model;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.core.script.ScriptMethod;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.Value;
import java.util.List;

/**
 * A classifier made of a trunk, which pretraining transfers, and a head, which belongs to a task. An implementation is
 * a record of depth, width, classes and normalisation; {@code core.model.network.Networks} creates it by name.
 */
public interface Network extends Classifier {
    /**
     * Checks the arguments that all networks have in common.
     *
     * @throws InvalidFieldException when {@code width} is less than 1 or {@code classes} less than 2
     */
    static void requireSizes(int width, int classes) {
        if (width < 1) {
            throw new InvalidFieldException("model.width", width + " is out of range; use 1 or more");
        }
        if (classes < 2) {
            throw new InvalidFieldException("classes", classes + " is out of range; a classifier has 2 or more");
        }
    }

    /** The name in requests, model files and reports, such as {@code wide-resnet}. */
    String architecture();

    /** The number of weight layers. */
    int depth();

    /** The channels of the first stage, or the widening factor; it scales the channels of all layers. */
    int width();

    /** The normalisation before the trunk; its length is the number of image channels. */
    Normalisation normalisation();

    /** The same network with another number of classes. */
    Network withClasses(int classes);

    /** Channels of the trunk's output. */
    int trunkChannels();

    /**
     * Writes the layers of the trunk.
     *
     * @param images normalised, (B,C,H,W) in channels-last layout
     * @return the features, (B, {@link #trunkChannels()}, H', W')
     */
    Value writeTrunk(NetworkWriter net, Value images);

    /**
     * Writes the layers of the head.
     *
     * @param features the trunk's output
     * @return the logits, (B, classes)
     */
    Value writeHead(NetworkWriter net, Value features);

    /** The name in publications and in RobustBench, such as {@code WideResNet-28-10}. */
    String publishedName();

    /** The naming conventions of published state dicts that differ from this network's own tensor names. */
    default List<TensorNaming> publishedNamings() {
        return List.of();
    }

    /**
     * Whether published state dicts contain this tensor although no forward pass reads it.
     *
     * @param name without prefix
     */
    default boolean isUnused(String name) {
        return false;
    }

    /** The normalisation of published networks whose state dict does not contain one; the identity for most. */
    default Normalisation publishedNormalisation(int channels) {
        return Normalisation.none(channels);
    }

    @Override
    default int channels() {
        return normalisation().channels();
    }

    /** Writes normalisation and trunk. */
    default Value writeFeatures(NetworkWriter net, Value images) {
        return writeTrunk(net, net.channelsLast(net.normalise(images, normalisation())));
    }

    private Value write(NetworkWriter net) {
        Value features = writeFeatures(net, ScriptMethods.IMAGES.value());
        net.beginHead();
        return writeHead(net, features);
    }

    @Override
    default List<TensorSpec> tensors() {
        NetworkWriter net = new NetworkWriter(0);
        write(net);
        return net.tensors();
    }

    @Override
    default double activations() {
        NetworkWriter net = new NetworkWriter(0);
        write(net);
        return net.activations();
    }

    @Override
    default void defineLogits(ScriptSource source) {
        defineLogits(source, ScriptMethods.LOGITS, 0);
    }

    /**
     * Defines the logits of a network that is part of another.
     *
     * @param method of the signature of {@link ScriptMethods#LOGITS}
     * @param offset position of the first tensor in {@link ScriptMethods#WEIGHTS}
     */
    default void defineLogits(ScriptSource source, ScriptMethod method, int offset) {
        NetworkWriter net = new NetworkWriter(offset);
        net.define(source, method, write(net));
    }
}
