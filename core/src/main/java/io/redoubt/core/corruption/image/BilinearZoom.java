package io.redoubt.core.corruption.image;

/** Bilinear zoom about the centre of an image. */
public final class BilinearZoom {
    private BilinearZoom() {}

    /**
     * Crops the centre of a plane and enlarges it to the size of the plane. As in scipy's {@code zoom}, the corner
     * pixels of the crop remain the corner pixels of the result, so the effective factor differs slightly from
     * {@code factor}.
     *
     * @param factor at least 1
     */
    public static ImagePlane centred(ImagePlane plane, double factor) {
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

    /** Returns the source position of each result pixel along one axis. */
    private static double[] positions(int side, double factor) {
        int cropped = (int) Math.ceil(side / factor);
        int enlarged = (int) Math.rint(cropped * factor);
        int start = (side - cropped) / 2;
        int trimmed = (enlarged - side) / 2;
        double[] positions = new double[side];
        for (int i = 0; i < side; i++) {
            positions[i] = start + (double) (i + trimmed) * (cropped - 1) / (enlarged - 1);
        }
        return positions;
    }
}
