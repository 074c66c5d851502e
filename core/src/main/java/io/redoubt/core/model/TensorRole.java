package io.redoubt.core.model;

/** What a tensor is in its network; decides how a fresh one is filled (PyTorch's defaults) and whether it is trained. */
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
    /** Shift of a normalisation, or another learned vector that begins as nothing: zeros. */
    SHIFT,
    /** Running mean of a batch normalisation: zeros, moved by forward passes in training mode. */
    RUNNING_MEAN,
    /** Running variance of a batch normalisation: ones, moved by forward passes in training mode. */
    RUNNING_VARIANCE;

    /** Whether training moves the tensor along its gradient. */
    public boolean isParameter() {
        return this != RUNNING_MEAN && this != RUNNING_VARIANCE;
    }
}
