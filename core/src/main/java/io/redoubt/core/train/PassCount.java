package io.redoubt.core.train;

/** Counts the passes of single images through the network: what a training costs, on any machine. */
final class PassCount {
    private long forward;
    private long backward;

    PassCount(TrainingState state) {
        forward = state.forwardPasses();
        backward = state.backwardPasses();
    }

    /** @param forward passes of single images, and of those {@code backward} that a gradient was taken for */
    void add(int forward, int backward) {
        this.forward += forward;
        this.backward += backward;
    }

    long forward() {
        return forward;
    }

    long backward() {
        return backward;
    }
}
