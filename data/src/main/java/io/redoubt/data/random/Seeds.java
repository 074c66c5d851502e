package io.redoubt.data.random;

/**
 * Seed derivation: every random draw in Redoubt is a function of (job seed, epoch, step, purpose).
 *
 * <p>The function must not change: all results would change, and earlier checkpoints would no longer resume exactly.
 * Tests compare it with golden values.
 */
public final class Seeds {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Seeds() {}

    /**
     * Derives an independent seed. Inputs that differ in any component give uncorrelated outputs: each component is
     * mixed in turn into a 64-bit state by the SplitMix64 finaliser, the purpose as the FNV-1a hash of its UTF-16 code
     * units.
     *
     * @param seed the seed of the job
     * @param epoch the epoch, or 0 if there is none
     * @param step the step, or the index of the example, within the epoch
     * @param purpose a label for the draw, such as {@code augmentation}; draws with different labels are uncorrelated
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
