package io.redoubt.core.corruption;

/** The colour differences of a JPEG file at half height and width; values are whole, from 0 to 255. */
final class ChromaSampling {
    private ChromaSampling() {}

    /** Means of 2x2 pixels. As in libjpeg they are rounded down and up in turn, so that no shade is favoured. */
    static ImagePlane halved(ImagePlane plane) {
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
     * Twice the height and width. Each pixel takes three quarters of the nearest and one quarter of the next sample in
     * both directions; the remainders are rounded as in libjpeg's smooth enlargement.
     */
    static ImagePlane enlarged(ImagePlane plane) {
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

    /** Four times the value at a row of the result and a column of the source. */
    private static double column(ImagePlane plane, int y, int column) {
        int next = BorderMode.NEAREST.index(neighbour(y), plane.height());
        return 3 * plane.at(y / 2, column) + plane.at(next, column);
    }

    /** The second nearest sample to a pixel of the result. */
    private static int neighbour(int position) {
        return position / 2 + (position % 2 == 0 ? -1 : 1);
    }
}
