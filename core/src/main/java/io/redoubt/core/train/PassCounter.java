package io.redoubt.core.train;

/** Counts single-input passes through the network, a machine-independent measure of training cost. */
final class PassCounter {
    private final int inputsPerImage;
    private long forward;
    private long backward;

    /** Creates a counter with initial counts. */
    PassCounter(int inputsPerImage, long forward, long backward) {
        this.inputsPerImage = inputsPerImage;
        this.forward = forward;
        this.backward = backward;
    }

    /**
     * Returns a separate counter for work that is repeated after an interruption. It is {@link #add added} when the
     * work is done.
     */
    PassCounter separate() {
        return new PassCounter(inputsPerImage, 0, 0);
    }

    void add(PassCounter other) {
        forward += other.forward;
        backward += other.backward;
    }

    /**
     * Adds passes.
     *
     * @param forward forward passes of single images
     * @param backward backward passes of single images
     */
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
