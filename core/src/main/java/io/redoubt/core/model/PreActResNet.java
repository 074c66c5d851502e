package io.redoubt.core.model;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.core.script.ScriptMethod;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.Value;
import java.util.List;

/**
 * A pre-activation ResNet "v2" with the CIFAR stem, as the paper's code has it: 3x3 stem convolution with batch norm and
 * ReLU, no pooling; four stages with strides 1, 2, 2, 2; no batch norm before the average pool; a linear layer.
 *
 * @param depth weight layers, see {@link StageLayout}
 * @param width channels of the stem; 64 is standard. Stages have 1, 2, 4 and 8 times as many planes
 * @param classes outputs, at least 2
 * @param normalisation the first layer; its length is the number of image channels
 */
public record PreActResNet(int depth, int width, int classes, Normalisation normalisation) implements Classifier {

    /** @throws InvalidFieldException when there is no such network */
    public PreActResNet {
        StageLayout.ofDepth(depth);
        if (width < 1) {
            throw new InvalidFieldException("model.width", width + " is out of range; use 1 or more");
        }
        if (classes < 2) {
            throw new InvalidFieldException(
                    "classes", classes + " cannot be told apart; a classifier needs at least 2");
        }
    }

    @Override
    public int channels() {
        return normalisation.channels();
    }

    /** Channels of the trunk's output. */
    public int trunkChannels() {
        return new Trunk(depth, width).channels(3);
    }

    /** The same network for another number of classes. */
    public PreActResNet withClasses(int other) {
        return new PreActResNet(depth, width, other, normalisation);
    }

    @Override
    public List<TensorSpec> tensors() {
        NetworkWriter net = new NetworkWriter(0);
        write(net);
        return net.tensors();
    }

    @Override
    public void defineLogits(ScriptSource source) {
        defineLogits(source, ScriptMethods.LOGITS, 0);
    }

    /**
     * Defines the logits of a network that is part of another.
     *
     * @param method of the signature of {@link ScriptMethods#LOGITS}
     * @param offset position of the first tensor in {@link ScriptMethods#WEIGHTS}
     */
    void defineLogits(ScriptSource source, ScriptMethod method, int offset) {
        NetworkWriter net = new NetworkWriter(offset);
        net.define(source, method, write(net));
    }

    private Value write(NetworkWriter net) {
        Trunk trunk = new Trunk(depth, width);
        Value features = trunk.write(net, ScriptMethods.IMAGES.value(), normalisation);
        net.beginHead();
        Value pooled = net.averagePool(trunk.writeStage4(net, features));
        return net.linear("fc", pooled, trunk.channels(4), classes);
    }
}
