package io.redoubt.core.model.file;

import io.redoubt.core.model.Network;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.TensorSpec;
import io.redoubt.core.model.network.Networks;
import io.redoubt.data.safetensors.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The sizes of a network, inferred from the shapes of its tensors.
 *
 * @param width channels of the first stage, or the widening factor
 * @param classes outputs
 * @param channels of the images
 */
record NetworkSizes(int width, int classes, int channels) {
    private static final NetworkSizes SMALLEST = new NetworkSizes(1, 2, 1);

    /** The reference network: the smallest of an architecture and depth. */
    static Network smallest(Networks.Factory factory, int depth) {
        return factory.network(depth, SMALLEST.width, SMALLEST.classes, Normalisation.forChannels(SMALLEST.channels));
    }

    /**
     * Infers the sizes from the first convolution and the last linear layer, whose inputs are proportional to the
     * width.
     *
     * @param specs the tensors of the smallest network
     * @param tensors finds a tensor by the network's own name
     * @return the inferred sizes; the smallest ones where the tensors do not determine them
     */
    static NetworkSizes of(List<TensorSpec> specs, Function<String, Optional<Tensor>> tensors) {
        long[] stem = shape(specs.stream().filter(spec -> spec.shape().size() == 4), tensors);
        List<TensorSpec> matrices =
                specs.stream().filter(spec -> spec.shape().size() == 2).toList();
        TensorSpec linear = matrices.get(matrices.size() - 1);
        long[] head = shape(Stream.of(linear), tensors);
        long inputs = linear.shape().get(1);
        boolean known = head.length == 2 && head[0] >= 2 && head[1] >= inputs && head[1] <= Integer.MAX_VALUE;
        return new NetworkSizes(
                known ? (int) (head[1] / inputs) : SMALLEST.width,
                known ? (int) Math.min(head[0], Integer.MAX_VALUE) : SMALLEST.classes,
                stem.length == 4 && stem[1] >= 1 ? (int) Math.min(stem[1], Short.MAX_VALUE) : SMALLEST.channels);
    }

    private static long[] shape(Stream<TensorSpec> specs, Function<String, Optional<Tensor>> tensors) {
        return specs.findFirst()
                .flatMap(spec -> tensors.apply(spec.name()))
                .map(Tensor::shape)
                .orElse(new long[0]);
    }
}
