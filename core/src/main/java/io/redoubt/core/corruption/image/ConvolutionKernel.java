package io.redoubt.core.corruption.image;

import java.util.ArrayList;
import java.util.List;

/**
 * A sparse convolution kernel: each output pixel is a weighted sum of neighbours.
 *
 * @param taps the neighbours with non-zero weight
 */
public record ConvolutionKernel(List<Tap> taps) {
    /**
     * One weighted neighbour.
     *
     * @param down row offset from the pixel
     * @param right column offset from the pixel
     */
    public record Tap(int down, int right, double weight) {}

    /**
     * Returns a kernel from a square matrix.
     *
     * @param weights rows of weights, with the pixel itself in the centre; zeros are omitted
     */
    public static ConvolutionKernel square(double[][] weights) {
        int centre = weights.length / 2;
        List<Tap> taps = new ArrayList<>();
        for (int row = 0; row < weights.length; row++) {
            for (int column = 0; column < weights.length; column++) {
                if (weights[row][column] != 0) {
                    taps.add(new Tap(row - centre, column - centre, weights[row][column]));
                }
            }
        }
        return new ConvolutionKernel(List.copyOf(taps));
    }

    /** Returns the kernel scaled so that its weights sum to 1 and a constant plane is unchanged. */
    public ConvolutionKernel normalised() {
        double sum = 0;
        for (Tap tap : taps) {
            sum += tap.weight;
        }
        double total = sum;
        return new ConvolutionKernel(taps.stream()
                .map(tap -> new Tap(tap.down, tap.right, tap.weight / total))
                .toList());
    }

    /** Returns a plane of the same size whose pixels are the weighted sums of their neighbours. */
    public ImagePlane filter(ImagePlane plane, BorderMode border) {
        ImagePlane result = new ImagePlane(plane.height(), plane.width());
        int[] columns = new int[plane.width()];
        for (Tap tap : taps) {
            for (int x = 0; x < columns.length; x++) {
                columns[x] = border.index(x + tap.right, columns.length);
            }
            for (int y = 0; y < plane.height(); y++) {
                int from = border.index(y + tap.down, plane.height()) * columns.length;
                int to = y * columns.length;
                for (int x = 0; x < columns.length; x++) {
                    result.values()[to + x] += tap.weight * plane.values()[from + columns[x]];
                }
            }
        }
        return result;
    }
}
