package io.redoubt.core.model;

/**
 * The role of a tensor in its network. It determines the initialisation (PyTorch's defaults) and whether the tensor is
 * trained.
 */
public enum TensorRole {
    /**
     * Weight or bias of a convolution or linear layer: uniform in [-b, b] with b = 1/sqrt(fan-in), which is Kaiming's
     * uniform with a = sqrt(5).
     */
    WEIGHT,
    /** Learned vectors, one for each of a few indices: standard normal. */
    EMBEDDING,
    /** Scale of a normalisation: ones. */
    SCALE,
    /** Shift of a normalisation, or another learned vector that is initialised with zeros. */
    SHIFT,
    /** Running mean of a batch normalisation: zeros, updated by forward passes in training mode. */
    RUNNING_MEAN,
    /** Running variance of a batch normalisation: ones, updated by forward passes in training mode. */
    RUNNING_VARIANCE;

    /** Whether the optimiser updates the tensor. */
    public boolean isParameter() {
        return this != RUNNING_MEAN && this != RUNNING_VARIANCE;
    }
}
