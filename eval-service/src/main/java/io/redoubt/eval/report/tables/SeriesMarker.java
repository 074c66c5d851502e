package io.redoubt.eval.report.tables;

import java.util.Locale;

/**
 * How plots show one model: by colour and by shape, so that no reader depends on colour alone.
 *
 * @param colour number of the colour in the style sheet, 0 to 7
 * @param shape number of the shape, 0 to 3
 */
public record SeriesMarker(int colour, int shape) {

    private static final int COLOURS = 8;
    private static final int SHAPES = 4;

    /** The mark of the model in that row; 32 rows have a mark of their own. */
    public static SeriesMarker of(int row) {
        return new SeriesMarker(row % COLOURS, (row + row / COLOURS) % SHAPES);
    }

    /** The shape as an SVG path around a point. */
    public String path(double x, double y) {
        String outline =
                switch (shape) {
                    case 0 -> "m-5,0a5,5 0 1,0 10,0a5,5 0 1,0 -10,0z";
                    case 1 -> "m-4.5,-4.5h9v9h-9z";
                    case 2 -> "m0,-6l5.5,10h-11z";
                    default -> "m0,-6.2l6.2,6.2l-6.2,6.2l-6.2,-6.2z";
                };
        return String.format(Locale.ROOT, "M%.1f,%.1f%s", x, y, outline);
    }

    /** The shape in the middle of a legend's 14 by 14 box. */
    public String legend() {
        return path(7, 7);
    }
}
