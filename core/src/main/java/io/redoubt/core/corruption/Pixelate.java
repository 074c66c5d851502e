package io.redoubt.core.corruption;

import io.redoubt.core.random.RandomStream;

/**
 * The picture made smaller, each pixel the mean of those whose centres it covers, and larger again by repeating pixels.
 */
final class Pixelate {
    private static final double[] SCALE = {0.95, 0.9, 0.85, 0.75, 0.65};

    private Pixelate() {}

    static ImagePlanes distort(ImagePlanes picture, int level, RandomStream random) {
        int height = (int) (picture.height() * SCALE[level]);
        int width = (int) (picture.width() * SCALE[level]);
        return picture.each(plane -> {
            ImagePlane narrow = narrowed(plane, width).rounded();
            ImagePlane small = narrowed(narrow.transposed(), height).rounded().transposed();
            return enlarged(small, plane.height(), plane.width());
        });
    }

    /** Fewer columns, as with Pillow's box filter. */
    private static ImagePlane narrowed(ImagePlane plane, int width) {
        double scale = (double) plane.width() / width;
        ImagePlane result = new ImagePlane(plane.height(), width);
        for (int x = 0; x < width; x++) {
            int from = (int) (x * scale + 0.5);
            int to = (int) ((x + 1) * scale + 0.5);
            for (int y = 0; y < plane.height(); y++) {
                double sum = 0;
                for (int column = from; column < to; column++) {
                    sum += plane.at(y, column);
                }
                result.set(y, x, sum / (to - from));
            }
        }
        return result;
    }

    private static ImagePlane enlarged(ImagePlane plane, int height, int width) {
        ImagePlane result = new ImagePlane(height, width);
        for (int y = 0; y < height; y++) {
            int row = (int) ((y + 0.5) * plane.height() / height);
            for (int x = 0; x < width; x++) {
                result.set(y, x, plane.at(row, (int) ((x + 0.5) * plane.width() / width)));
            }
        }
        return result;
    }
}
