package io.redoubt.core.train;

/** Counts the passes of single inputs through the network: what a training costs, on any machine. */
final class PassCounter {
    private final int inputsPerImage;
    private long forward;
    private long backward;

    /** Begins with what is counted already. */
    PassCounter(int inputsPerImage, long forward, long backward) {
        this.inputsPerImage = inputsPerImage;
        this.forward = forward;
        this.backward = backward;
    }

    /** A count of its own for work that may have to be done again, to be {@link #add added} when it is done. */
    PassCounter apart() {
        return new PassCounter(inputsPerImage, 0, 0);
    }

    void add(PassCounter other) {
        forward += other.forward;
        backward += other.backward;
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
