package io.redoubt.core.corruption.image;

/**
 * The lossy part of JPEG for one component: the discrete cosine transform of 8x8 blocks, quantisation, and the inverse
 * transform.
 *
 * @param steps the quantisation step of each frequency, in row-major order
 */
public record DctQuantization(int[] steps) {
    private static final int SIDE = 8;
    private static final double MIDDLE = 128;
    private static final double WHITE = 255;

    /** Luminance quantisation at quality 50: ITU-T T.81, table K.1. */
    private static final int[] LUMINANCE_STEPS = {
        16, 11, 10, 16, 24, 40, 51, 61,
        12, 12, 14, 19, 26, 58, 60, 55,
        14, 13, 16, 24, 40, 57, 69, 56,
        14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77,
        24, 35, 55, 64, 81, 104, 113, 92,
        49, 64, 78, 87, 103, 121, 120, 101,
        72, 92, 95, 98, 112, 100, 103, 99
    };

    /** Chrominance quantisation at quality 50: ITU-T T.81, table K.2. */
    private static final int[] CHROMINANCE_STEPS = {
        17, 18, 24, 47, 99, 99, 99, 99,
        18, 21, 26, 66, 99, 99, 99, 99,
        24, 26, 56, 99, 99, 99, 99, 99,
        47, 66, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99
    };

    /** The orthonormal cosine transform: one row per frequency, one column per position. */
    private static final double[][] COSINES = new double[SIDE][SIDE];

    /** Its transpose and inverse. */
    private static final double[][] TRANSPOSED_COSINES = new double[SIDE][SIDE];

    static {
        for (int frequency = 0; frequency < SIDE; frequency++) {
            double scale = frequency == 0 ? StrictMath.sqrt(1.0 / SIDE) : StrictMath.sqrt(2.0 / SIDE);
            for (int position = 0; position < SIDE; position++) {
                double angle = (2 * position + 1) * frequency * StrictMath.PI / (2 * SIDE);
                COSINES[frequency][position] = scale * StrictMath.cos(angle);
                TRANSPOSED_COSINES[position][frequency] = COSINES[frequency][position];
            }
        }
    }

    /** @param quality on the scale of the Independent JPEG Group, from 1 to 100 */
    public static DctQuantization luminance(int quality) {
        return new DctQuantization(scaled(LUMINANCE_STEPS, quality));
    }

    /** @param quality on the scale of the Independent JPEG Group, from 1 to 100 */
    public static DctQuantization chrominance(int quality) {
        return new DctQuantization(scaled(CHROMINANCE_STEPS, quality));
    }

    private static int[] scaled(int[] steps, int quality) {
        int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        int[] scaled = new int[steps.length];
        for (int i = 0; i < steps.length; i++) {
            scaled[i] = Math.max(1, Math.min(255, (steps[i] * percent + 50) / 100));
        }
        return scaled;
    }

    /**
     * Quantises a plane and reconstructs it. Blocks that extend beyond the edge are padded with the edge pixels.
     *
     * @param plane integer values from 0 to 255
     * @return integer values from 0 to 255
     */
    public ImagePlane roundTrip(ImagePlane plane) {
        ImagePlane result = new ImagePlane(plane.height(), plane.width());
        double[][] block = new double[SIDE][SIDE];
        for (int top = 0; top < plane.height(); top += SIDE) {
            for (int left = 0; left < plane.width(); left += SIDE) {
                for (int i = 0; i < SIDE * SIDE; i++) {
                    int y = BorderMode.NEAREST.index(top + i / SIDE, plane.height());
                    int x = BorderMode.NEAREST.index(left + i % SIDE, plane.width());
                    block[i / SIDE][i % SIDE] = plane.at(y, x) - MIDDLE;
                }
                double[][] frequencies = quantise(product(product(COSINES, block), TRANSPOSED_COSINES));
                double[][] reconstructed = product(product(TRANSPOSED_COSINES, frequencies), COSINES);
                for (int y = top; y < Math.min(top + SIDE, plane.height()); y++) {
                    for (int x = left; x < Math.min(left + SIDE, plane.width()); x++) {
                        double value = ImagePlane.nearest(reconstructed[y - top][x - left]) + MIDDLE;
                        result.set(y, x, Math.max(0, Math.min(WHITE, value)));
                    }
                }
            }
        }
        return result;
    }

    private double[][] quantise(double[][] frequencies) {
        for (int i = 0; i < steps.length; i++) {
            double[] row = frequencies[i / SIDE];
            row[i % SIDE] = ImagePlane.nearest(row[i % SIDE] / steps[i]) * steps[i];
        }
        return frequencies;
    }

    private static double[][] product(double[][] left, double[][] right) {
        double[][] result = new double[SIDE][SIDE];
        for (int row = 0; row < SIDE; row++) {
            for (int i = 0; i < SIDE; i++) {
                for (int column = 0; column < SIDE; column++) {
                    result[row][column] += left[row][i] * right[i][column];
                }
            }
        }
        return result;
    }
}
