package io.redoubt.core.random;

/**
 * A deterministic stream of random numbers: SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number
 * Generators, OOPSLA 2014). It is written out here because the JDK does not promise the sequence of its own generators
 * from one release to the next. Not thread-safe; make one per purpose from {@link Seeds}.
 */
public final class RandomStream {
    static final long GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    public RandomStream(long seed) {
        state = seed;
    }

    /** The stream for one purpose in one step, see {@link Seeds#derive}. */
    public static RandomStream of(long seed, long epoch, long step, String purpose) {
        return new RandomStream(Seeds.derive(seed, epoch, step, purpose));
    }

    /** Uniform over all 64-bit values. */
    public long nextLong() {
        state += GAMMA;
        return mix(state);
    }

    /**
     * Uniform in {@code [0, bound)}, without bias.
     *
     * @throws IllegalArgumentException when {@code bound} is not positive
     */
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound is " + bound + "; it must be at least 1");
        }
        // Lemire's multiplication: reject the few low products that would make some values more likely.
        long product = (nextLong() >>> 32) * bound;
        long threshold = (1L << 32) % bound;
        while ((product & 0xffffffffL) < threshold) {
            product = (nextLong() >>> 32) * bound;
        }
        return (int) (product >>> 32);
    }

    /** True with probability one half. */
    public boolean nextBoolean() {
        return nextLong() < 0;
    }

    /** Uniform in {@code [0, 1)}, a multiple of 2^-24. */
    public float nextFloat() {
        return (nextLong() >>> 40) * 0x1.0p-24f;
    }

    /** Uniform in {@code [0, 1)}, a multiple of 2^-53. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Standard normal (Marsaglia's polar method). {@link StrictMath} keeps it equal on every machine. */
    public double nextGaussian() {
        while (true) {
            double u = 2 * nextDouble() - 1;
            double v = 2 * nextDouble() - 1;
            double square = u * u + v * v;
            if (square > 0 && square < 1) {
                return u * StrictMath.sqrt(-2 * StrictMath.log(square) / square);
            }
        }
    }

    /** A uniformly drawn order of {@code 0 .. size-1} (Fisher and Yates). */
    public int[] permutation(int size) {
        int[] order = new int[size];
        for (int i = 1; i < size; i++) {
            int j = nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** The finaliser of SplitMix64: a bijection in which every input bit changes about half of the output bits. */
    static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
