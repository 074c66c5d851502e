package io.redoubt.core.corruption;

import java.util.ArrayList;
import java.util.List;

/**
 * A filter: each pixel becomes a weighted sum of its neighbours.
 *
 * @param taps the neighbours that count
 */
record ConvolutionKernel(List<Tap> taps) {
    /**
     * @param down the neighbour's row less the pixel's
     * @param right the neighbour's column less the pixel's
     */
    record Tap(int down, int right, double weight) {}

    /** @param weights rows of a square with the pixel itself in the middle; zeros are left out */
    static ConvolutionKernel square(double[][] weights) {
        int middle = weights.length / 2;
        List<Tap> taps = new ArrayList<>();
        for (int row = 0; row < weights.length; row++) {
            for (int column = 0; column < weights.length; column++) {
                if (weights[row][column] != 0) {
                    taps.add(new Tap(row - middle, column - middle, weights[row][column]));
                }
            }
        }
        return new ConvolutionKernel(List.copyOf(taps));
    }

    /** The weights scaled to sum to 1: such a kernel leaves a constant plane as it is. */
    ConvolutionKernel normalised() {
        double sum = 0;
        for (Tap tap : taps) {
            sum += tap.weight;
        }
        double total = sum;
        return new ConvolutionKernel(taps.stream()
                .map(tap -> new Tap(tap.down, tap.right, tap.weight / total))
                .toList());
    }

    ImagePlane filter(ImagePlane plane, BorderMode border) {
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
