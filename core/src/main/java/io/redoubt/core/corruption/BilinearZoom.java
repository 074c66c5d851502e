package io.redoubt.core.corruption;

/** Enlarges a picture about its middle. */
final class BilinearZoom {
    private BilinearZoom() {}

    /**
     * Takes the middle of a plane and enlarges it, bilinear, to the size of the plane. As in scipy's {@code zoom} the
     * corner pixels of what is taken stay corner pixels, so that the enlargement is not exactly by the factor.
     *
     * @param factor at least 1
     */
    static ImagePlane centred(ImagePlane plane, double factor) {
        double[] rows = positions(plane.height(), factor);
        double[] columns = positions(plane.width(), factor);
        ImagePlane result = new ImagePlane(plane.height(), plane.width());
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < columns.length; x++) {
                result.set(y, x, plane.at(rows[y], columns[x], BorderMode.NEAREST));
            }
        }
        return result;
    }

    /** Where each pixel of the result lies in the source, along one side. */
    private static double[] positions(int side, double factor) {
        int taken = (int) Math.ceil(side / factor);
        int enlarged = (int) Math.rint(taken * factor);
        int start = (side - taken) / 2;
        int trimmed = (enlarged - side) / 2;
        double[] positions = new double[side];
        for (int i = 0; i < side; i++) {
            positions[i] = start + (double) (i + trimmed) * (taken - 1) / (enlarged - 1);
        }
        return positions;
    }
}
