package io.redoubt.core.corruption.image;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;

/**
 * One channel of an image, or an overlay for all channels, in double precision.
 *
 * @param values in row-major order; 0 is black and 1 is white, intermediate results may be outside [0,1]
 */
public record ImagePlane(int height, int width, double[] values) {
    private static final double WHITE = 255;

    /** Smaller than any genuine fraction of a level, larger than the rounding error of double arithmetic. */
    private static final double ROUNDING = 1e-9;

    /** Creates a plane of zeros. */
    public ImagePlane(int height, int width) {
        this(height, width, new double[height * width]);
    }

    /** Returns a plane filled from a source in row-major order. */
    public static ImagePlane filled(int height, int width, DoubleSupplier source) {
        ImagePlane plane = new ImagePlane(height, width);
        Arrays.setAll(plane.values, i -> source.getAsDouble());
        return plane;
    }

    /** Returns the value of a pixel. */
    public double at(int y, int x) {
        return values[y * width + x];
    }

    /** Changes the value of a pixel. */
    public void set(int y, int x, double value) {
        values[y * width + x] = value;
    }

    /** Returns the bilinearly interpolated value at a position; pixel centres have integer coordinates. */
    public double at(double y, double x, BorderMode border) {
        double top = Math.floor(y);
        double left = Math.floor(x);
        int row0 = border.index((int) top, height);
        int row1 = border.index((int) top + 1, height);
        int column0 = border.index((int) left, width);
        int column1 = border.index((int) left + 1, width);
        double above = at(row0, column0) + (x - left) * (at(row0, column1) - at(row0, column0));
        double below = at(row1, column0) + (x - left) * (at(row1, column1) - at(row1, column0));
        return above + (y - top) * (below - above);
    }

    /** Applies a function to each value. */
    public ImagePlane map(DoubleUnaryOperator function) {
        return new ImagePlane(height, width, Arrays.stream(values).map(function).toArray());
    }

    /** Combines two planes of the same size elementwise. */
    public ImagePlane combine(ImagePlane other, DoubleBinaryOperator function) {
        ImagePlane result = new ImagePlane(height, width);
        Arrays.setAll(result.values, i -> function.applyAsDouble(values[i], other.values[i]));
        return result;
    }

    /** Returns the plane with rows and columns exchanged. */
    public ImagePlane transposed() {
        ImagePlane result = new ImagePlane(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                result.set(x, y, at(y, x));
            }
        }
        return result;
    }

    /** Returns the mean of all values, added in row-major order. */
    public double mean() {
        // Not DoubleStream.sum(): its compensation for rounding differs between JDKs.
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** Returns the largest value. */
    public double max() {
        return Arrays.stream(values).max().orElseThrow();
    }

    /** Returns the smallest value. */
    public double min() {
        return Arrays.stream(values).min().orElseThrow();
    }

    /** Returns the plane clipped to [0,1] and rounded down to a multiple of 1/255, like a cast to uint8. */
    public ImagePlane truncated() {
        return map(value -> Math.floor(clip(value) * WHITE + ROUNDING) / WHITE);
    }

    /** Returns the plane clipped to [0,1] and rounded to the nearest multiple of 1/255. */
    public ImagePlane rounded() {
        return map(value -> nearest(clip(value) * WHITE) / WHITE);
    }

    /**
     * Returns the nearest integer. Halves are rounded away from 0, also when a rounding error makes them slightly
     * smaller.
     */
    public static double nearest(double value) {
        return Math.copySign(Math.floor(Math.abs(value) + 0.5 + ROUNDING), value);
    }

    /** Returns the nearest value in [0,1]. */
    public static double clip(double value) {
        return Math.max(0, Math.min(1, value));
    }
}
