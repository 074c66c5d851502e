package io.redoubt.core.attack;

/**
 * What attacks cost, on any machine.
 *
 * @param forward images sent forward through the network
 * @param backward those of them that a gradient was taken for
 */
public record PassCounts(long forward, long backward) {
    /** Nothing. */
    public static final PassCounts NONE = new PassCounts(0, 0);

    /** Both. */
    public PassCounts plus(PassCounts other) {
        return new PassCounts(forward + other.forward, backward + other.backward);
    }

    /** The same through each of several networks that answer as one. */
    public PassCounts through(int networks) {
        return new PassCounts(forward * networks, backward * networks);
    }
}
