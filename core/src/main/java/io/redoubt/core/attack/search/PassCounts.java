package io.redoubt.core.attack.search;

/**
 * Passes of images through a model, a cost that does not depend on the machine.
 *
 * @param forward forward passes
 * @param backward forward passes for which a gradient was computed
 */
public record PassCounts(long forward, long backward) {
    public static final PassCounts NONE = new PassCounts(0, 0);

    /** Returns the sum of both. */
    public PassCounts plus(PassCounts other) {
        return new PassCounts(forward + other.forward, backward + other.backward);
    }

    /** Returns the counts for an ensemble of {@code networks} members, each of which makes these passes. */
    public PassCounts perMember(int networks) {
        return new PassCounts(forward * networks, backward * networks);
    }
}
