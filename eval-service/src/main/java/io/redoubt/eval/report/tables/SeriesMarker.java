package io.redoubt.eval.report.tables;

import java.util.Locale;

/**
 * The marker of a model in plots and tables. Colour and shape both vary, so that no reader depends on colour alone.
 *
 * @param colour number of the colour in the style sheet, 0 to 7
 * @param shape number of the shape, 0 to 3
 */
public record SeriesMarker(int colour, int shape) {

    private static final int COLOURS = 8;
    private static final int SHAPES = 4;

    /** Returns the marker of the model in a row; the markers of 32 rows are distinct. */
    public static SeriesMarker of(int row) {
        return new SeriesMarker(row % COLOURS, (row + row / COLOURS) % SHAPES);
    }

    /** Returns the shape as an SVG path centred on a point. */
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

    /** Returns the shape centred in a legend's box of 14 by 14 pixels. */
    public String legend() {
        return path(7, 7);
    }
}
