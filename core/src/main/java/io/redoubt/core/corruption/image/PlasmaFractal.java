package io.redoubt.core.corruption.image;

import io.redoubt.data.random.RandomStream;

/**
 * A cloud texture made by the diamond-square algorithm on a torus whose side is a power of two. At each step size, the
 * centres of squares and then the midpoints of edges are set to the mean of their four neighbours plus a uniform
 * deviation.
 */
public final class PlasmaFractal {
    /**
     * The initial amplitude. Its square is the largest deviation of the first step, because the published code
     * multiplies by it twice.
     */
    private static final double AMPLITUDE = 100;

    private final int side;
    private final ImagePlane heights;
    private final RandomStream random;

    private PlasmaFractal(int side, RandomStream random) {
        this.side = side;
        this.random = random;
        heights = new ImagePlane(side, side);
    }

    /**
     * Returns a texture with values in [0,1]: the top left part of the torus, on which both bounds are reached.
     *
     * @param decay the amplitude is divided by this after each step, the deviation by its square
     */
    public static ImagePlane of(int height, int width, double decay, RandomStream random) {
        int larger = Math.max(height, width);
        int side = Integer.highestOneBit(2 * larger - 1);
        ImagePlane heights = new PlasmaFractal(side, random).generate(decay);
        double lowest = heights.min();
        double range = heights.max() - lowest;
        ImagePlane result = new ImagePlane(height, width);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                result.set(y, x, (heights.at(y, x) - lowest) / range);
            }
        }
        return result;
    }

    private ImagePlane generate(double decay) {
        double amplitude = AMPLITUDE;
        for (int step = side; step >= 2; step /= 2) {
            int half = step / 2;
            double deviation = amplitude * amplitude;
            for (int y = 0; y < side; y += step) {
                for (int x = 0; x < side; x += step) {
                    set(
                            y + half,
                            x + half,
                            deviation,
                            at(y, x) + at(y, x + step) + at(y + step, x) + at(y + step, x + step));
                }
            }
            for (int y = 0; y < side; y += half) {
                for (int x = (y / half + 1) % 2 * half; x < side; x += step) {
                    set(y, x, deviation, at(y - half, x) + at(y + half, x) + at(y, x - half) + at(y, x + half));
                }
            }
            amplitude /= decay;
        }
        return heights;
    }

    private double at(int y, int x) {
        return heights.at(Math.floorMod(y, side), Math.floorMod(x, side));
    }

    private void set(int y, int x, double deviation, double sum) {
        heights.set(y, x, sum / 4 + deviation * (2 * random.nextDouble() - 1));
    }
}
