package io.redoubt.core.corruption.image;

/**
 * Chroma subsampling and upsampling of JPEG by a factor of two in each direction. Values are integers from 0 to 255.
 */
public final class ChromaSampling {
    private ChromaSampling() {}

    /** Returns the means of 2x2 pixels. As in libjpeg, they are rounded down and up in turn to avoid a bias. */
    public static ImagePlane downsample(ImagePlane plane) {
        ImagePlane result = new ImagePlane((plane.height() + 1) / 2, (plane.width() + 1) / 2);
        for (int y = 0; y < result.height(); y++) {
            int below = Math.min(2 * y + 1, plane.height() - 1);
            for (int x = 0; x < result.width(); x++) {
                int beside = Math.min(2 * x + 1, plane.width() - 1);
                double sum = plane.at(2 * y, 2 * x)
                        + plane.at(2 * y, beside)
                        + plane.at(below, 2 * x)
                        + plane.at(below, beside);
                result.set(y, x, Math.floor((sum + 1 + x % 2) / 4));
            }
        }
        return result;
    }

    /**
     * Returns a plane of twice the height and width. In each direction, a pixel is three quarters of the nearest sample
     * plus one quarter of the next. Rounding follows libjpeg's fancy upsampling.
     */
    public static ImagePlane upsample(ImagePlane plane) {
        ImagePlane result = new ImagePlane(2 * plane.height(), 2 * plane.width());
        for (int y = 0; y < result.height(); y++) {
            for (int x = 0; x < result.width(); x++) {
                double nearest = column(plane, y, x / 2);
                double next = column(plane, y, BorderMode.NEAREST.index(neighbour(x), plane.width()));
                result.set(y, x, Math.floor((3 * nearest + next + 8 - x % 2) / 16));
            }
        }
        return result;
    }

    /** Returns four times the value at a row of the result and a column of the source. */
    private static double column(ImagePlane plane, int y, int column) {
        int next = BorderMode.NEAREST.index(neighbour(y), plane.height());
        return 3 * plane.at(y / 2, column) + plane.at(next, column);
    }

    /** Returns the index of the second nearest sample to a pixel of the result. */
    private static int neighbour(int position) {
        return position / 2 + (position % 2 == 0 ? -1 : 1);
    }
}
