package io.redoubt.data.random;

/**
 * A deterministic stream of random numbers: SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number
 * Generators, OOPSLA 2014). It is implemented here because the JDK does not specify that its generators keep their
 * sequences between releases. Not thread-safe. Create one stream per purpose with {@link #of}.
 */
public final class RandomStream {
    static final long GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    public RandomStream(long seed) {
        state = seed;
    }

    /** Returns the stream for one purpose in one step, see {@link Seeds#derive}. */
    public static RandomStream of(long seed, long epoch, long step, String purpose) {
        return new RandomStream(Seeds.derive(seed, epoch, step, purpose));
    }

    /** Returns a uniform 64-bit value. */
    public long nextLong() {
        state += GAMMA;
        return mix(state);
    }

    /**
     * Returns a uniform integer in {@code [0, bound)}, without bias.
     *
     * @throws IllegalArgumentException when {@code bound} is not positive
     */
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound is " + bound + "; it must be at least 1");
        }
        // Lemire's method: reject the few low products that bias the result.
        long product = (nextLong() >>> 32) * bound;
        long threshold = (1L << 32) % bound;
        while ((product & 0xffffffffL) < threshold) {
            product = (nextLong() >>> 32) * bound;
        }
        return (int) (product >>> 32);
    }

    /** Returns true with probability 1/2. */
    public boolean nextBoolean() {
        return nextLong() < 0;
    }

    /** Returns a uniform multiple of 2^-24 in {@code [0, 1)}. */
    public float nextFloat() {
        return (nextLong() >>> 40) * 0x1.0p-24f;
    }

    /** Returns a uniform multiple of 2^-53 in {@code [0, 1)}. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /**
     * Returns a standard normal value (Marsaglia's polar method). {@link StrictMath} gives the same bits on every
     * machine.
     */
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

    /** Returns a uniform random permutation of {@code 0 .. size-1} (Fisher-Yates). */
    public int[] permutation(int size) {
        int[] order = new int[size];
        for (int i = 1; i < size; i++) {
            int j = nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** The finaliser of SplitMix64: a bijection in which each input bit flips about half of the output bits. */
    static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
