package io.redoubt.core.random;

/**
 * The one seed derivation: every random draw in Redoubt is a function of (job seed, epoch, step, purpose).
 *
 * <p>The function is frozen. Changing it would change every result and make checkpoints written earlier resume
 * differently; golden values in the tests guard it.
 */
public final class Seeds {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Seeds() {}

    /**
     * Derives an independent seed. Inputs that differ in any part give unrelated outputs: each part is absorbed in turn
     * into a 64-bit state by the SplitMix64 finaliser, the purpose as the FNV-1a hash of its UTF-16 code units.
     *
     * @param seed the seed of the job
     * @param epoch the epoch, or 0 where there is none
     * @param step the step, or the index of the example, within the epoch
     * @param purpose what is drawn, such as {@code augmentation}; two uses that must not be correlated name two purposes
     */
    public static long derive(long seed, long epoch, long step, String purpose) {
        long state = RandomStream.mix(seed + RandomStream.GAMMA);
        state = absorb(state, epoch);
        state = absorb(state, step);
        return absorb(state, hash(purpose));
    }

    private static long absorb(long state, long part) {
        return RandomStream.mix((state ^ part) + RandomStream.GAMMA);
    }

    private static long hash(String purpose) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < purpose.length(); i++) {
            hash = (hash ^ purpose.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }
}
