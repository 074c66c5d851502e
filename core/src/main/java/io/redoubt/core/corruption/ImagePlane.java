package io.redoubt.core.corruption;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;

/**
 * One channel, or a layer to be laid over all channels.
 *
 * @param values row by row; 0 is black and 1 white, intermediate results may leave that range
 */
record ImagePlane(int height, int width, double[] values) {
    private static final double WHITE = 255;

    /** Below any true fraction of a level, above what rounding in double arithmetic leaves of a whole one. */
    private static final double ROUNDING = 1e-9;

    /** A plane of zeros. */
    ImagePlane(int height, int width) {
        this(height, width, new double[height * width]);
    }

    /** A plane filled row by row with what the source gives. */
    static ImagePlane filled(int height, int width, DoubleSupplier source) {
        ImagePlane plane = new ImagePlane(height, width);
        Arrays.setAll(plane.values, i -> source.getAsDouble());
        return plane;
    }

    double at(int y, int x) {
        return values[y * width + x];
    }

    void set(int y, int x, double value) {
        values[y * width + x] = value;
    }

    /** The value between pixels, bilinear; coordinates are those of pixel centres. */
    double at(double y, double x, BorderMode border) {
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

    ImagePlane map(DoubleUnaryOperator function) {
        return new ImagePlane(height, width, Arrays.stream(values).map(function).toArray());
    }

    /** Combines two planes of one size, value by value. */
    ImagePlane with(ImagePlane other, DoubleBinaryOperator function) {
        ImagePlane result = new ImagePlane(height, width);
        Arrays.setAll(result.values, i -> function.applyAsDouble(values[i], other.values[i]));
        return result;
    }

    /** Rows and columns exchanged. */
    ImagePlane transposed() {
        ImagePlane result = new ImagePlane(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                result.set(x, y, at(y, x));
            }
        }
        return result;
    }

    double mean() {
        // Not a stream's sum: how that compensates for rounding differs between JDKs.
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    double max() {
        return Arrays.stream(values).max().orElseThrow();
    }

    double min() {
        return Arrays.stream(values).min().orElseThrow();
    }

    /** Clipped to [0,1], fractions of a 255th cut off: what a cast to uint8 does. */
    ImagePlane cut() {
        return map(value -> Math.floor(clip(value) * WHITE + ROUNDING) / WHITE);
    }

    /** Clipped to [0,1] and rounded to the nearest 255th. */
    ImagePlane rounded() {
        return map(value -> nearest(clip(value) * WHITE) / WHITE);
    }

    /** The nearest whole number; halves go away from 0, even where rounding errors hide them. */
    static double nearest(double value) {
        return Math.copySign(Math.floor(Math.abs(value) + 0.5 + ROUNDING), value);
    }

    static double clip(double value) {
        return Math.max(0, Math.min(1, value));
    }
}
