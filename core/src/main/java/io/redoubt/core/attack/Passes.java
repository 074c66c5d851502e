package io.redoubt.core.attack;

/**
 * What attacks cost, on any machine.
 *
 * @param forward images sent forward through the network
 * @param backward those of them that a gradient was taken for
 */
public record Passes(long forward, long backward) {
    /** Nothing. */
    public static final Passes NONE = new Passes(0, 0);

    /** Both. */
    public Passes plus(Passes other) {
        return new Passes(forward + other.forward, backward + other.backward);
    }

    /** The same through each of several networks that answer as one. */
    public Passes through(int networks) {
        return new Passes(forward * networks, backward * networks);
    }
}
