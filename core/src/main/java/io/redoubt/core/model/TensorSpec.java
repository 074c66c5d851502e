package io.redoubt.core.model;

import java.util.List;

/**
 * One tensor of a network.
 *
 * @param name PyTorch style, such as {@code layer1.0.conv1.weight}
 * @param shape the dimensions
 * @param role its role in the network
 * @param part the part of the network that it belongs to
 * @param fanIn inputs to one output of the layer, at least 1
 */
public record TensorSpec(String name, List<Long> shape, TensorRole role, NetworkPart part, int fanIn) {
    public TensorSpec {
        shape = List.copyOf(shape);
        if (name.isEmpty() || fanIn < 1) {
            throw new IllegalArgumentException("tensor '" + name + "' has fan-in " + fanIn + "; 1 or more is needed");
        }
    }

    /** The dimensions as an array. */
    public long[] dimensions() {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }

    /** The number of elements. */
    public int elements() {
        return Math.toIntExact(shape.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact));
    }
}
