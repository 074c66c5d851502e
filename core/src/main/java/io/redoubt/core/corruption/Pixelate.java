package io.redoubt.core.corruption;

import io.redoubt.core.corruption.image.ImagePlane;
import io.redoubt.core.corruption.image.ImagePlanes;
import io.redoubt.data.random.RandomStream;

/** Downsampling with a box filter, then upsampling by nearest neighbour, as Pillow does both. */
final class Pixelate {
    private static final double[] SCALE = {0.95, 0.9, 0.85, 0.75, 0.65};

    private Pixelate() {}

    static ImagePlanes distort(ImagePlanes image, int level, RandomStream random) {
        int height = (int) (image.height() * SCALE[level]);
        int width = (int) (image.width() * SCALE[level]);
        return image.mapPlanes(plane -> {
            ImagePlane narrow = shrinkColumns(plane, width).rounded();
            ImagePlane small =
                    shrinkColumns(narrow.transposed(), height).rounded().transposed();
            return enlarge(small, plane.height(), plane.width());
        });
    }

    /**
     * Reduces the number of columns. Each result pixel is the mean of the pixels whose centres it covers, as in
     * Pillow's box filter.
     */
    private static ImagePlane shrinkColumns(ImagePlane plane, int width) {
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

    private static ImagePlane enlarge(ImagePlane plane, int height, int width) {
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
