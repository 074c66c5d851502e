package io.redoubt.core.attack.logits;

import io.redoubt.data.ImageShape;

/**
 * A model as attacks and evaluations see it: the logits of images, and vector-Jacobian products of the logits with respect
 * to the images. The result for one image does not depend on the other images of the batch. Not thread-safe.
 */
public interface LogitFunction extends AutoCloseable {
    /** Returns the number of classes, at least 2. */
    int classes();

    /** Returns the number of networks that one pass goes through: the members of an ensemble, otherwise 1. */
    default int networks() {
        return 1;
    }

    /** Returns the number of images of {@code shape} in a batch of an attack, at least 1. */
    default int batch(ImageShape shape) {
        return BatchSize.AUTO.onCpu(shape);
    }

    /** Returns this function with batches of a chosen size, or itself for {@link BatchSize#AUTO}. Closing either closes both. */
    default LogitFunction withBatch(BatchSize size) {
        return size.chosen().isPresent() ? new BatchedLogits(this, size.chosen().getAsInt()) : this;
    }

    /**
     * Computes logits only.
     *
     * @param points (B)(pixels) in CHW order, values in [0,1], B at least 1
     * @return (B)(classes)
     */
    float[][] logits(float[][] points);

    /** Computes the same logits and keeps what {@link Pass#gradients} needs. */
    Pass pass(float[][] points);

    /** Returns an estimate of the memory of the machine, in bytes, that a {@link #pass} takes for tensors; 0 if unknown. */
    default long passBytes(int images) {
        return 0;
    }

    /** Frees the memory of the engine, if the function holds any. */
    @Override
    default void close() {}

    /** One forward pass, for at most one backward pass. */
    interface Pass extends AutoCloseable {
        /** Returns the logits, (B)(classes). */
        float[][] logits();

        /**
         * Computes the vector-Jacobian product: for each point the gradient of the sum of its logits, weighted by {@code
         * weights}. May be called once.
         *
         * @param weights (B)(classes)
         * @return (B)(pixels)
         */
        float[][] gradients(float[][] weights);

        @Override
        void close();
    }
}
