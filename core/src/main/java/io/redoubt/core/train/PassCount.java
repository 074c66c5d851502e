package io.redoubt.core.train;

/** Counts the passes of single inputs through the network: what a training costs, on any machine. */
final class PassCount {
    private final int inputsPerImage;
    private long forward;
    private long backward;

    PassCount(TrainingState state, int inputsPerImage) {
        this.inputsPerImage = inputsPerImage;
        forward = state.forwardPasses();
        backward = state.backwardPasses();
    }

    /** @param forward passes of single images, and of those {@code backward} that a gradient was taken for */
    void add(int forward, int backward) {
        this.forward += (long) forward * inputsPerImage;
        this.backward += (long) backward * inputsPerImage;
    }

    long forward() {
        return forward;
    }

    long backward() {
        return backward;
    }
}
