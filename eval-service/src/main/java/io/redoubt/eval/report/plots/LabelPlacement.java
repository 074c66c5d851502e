package io.redoubt.eval.report.plots;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Places the labels of points so that no label overlaps another label, a point or the frame. Coordinates are pixels, with y
 * downwards. */
final class LabelPlacement {

    private static final double CHARACTER = 7;
    private static final double ASCENT = 10;
    private static final double DESCENT = 3;
    private static final double MARK = 6;
    private static final double DISTANCE = 9;

    private final List<Box> taken = new ArrayList<>();

    /**
     * The position of a label.
     *
     * @param x x coordinate of its anchor
     * @param y y coordinate of its baseline
     * @param anchor {@code start}, {@code middle} or {@code end}, as in SVG
     */
    record Place(double x, double y, String anchor) {

        private Box box(double width) {
            double left =
                    switch (anchor) {
                        case "start" -> x;
                        case "end" -> x - width;
                        default -> x - width / 2;
                    };
            return new Box(left, y - ASCENT, left + width, y + DESCENT);
        }
    }

    private record Box(double left, double top, double right, double bottom) {

        boolean overlaps(Box other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }

        boolean isInside(Box other) {
            return left >= other.left && right <= other.right && top >= other.top && bottom <= other.bottom;
        }
    }

    /** Reserves the area of a point. */
    void addPoint(double x, double y) {
        taken.add(new Box(x - MARK, y - MARK, x + MARK, y + MARK));
    }

    /** Returns the first free position around a point, in the order right, left, above, below; empty if none is free. */
    Optional<Place> find(double x, double y, String label) {
        Box frame = new Box(PlotArea.LEFT, PlotArea.TOP, PlotArea.RIGHT, PlotArea.BOTTOM);
        double width = CHARACTER * label.length();
        List<Place> places = List.of(
                new Place(x + DISTANCE, y + 4, "start"),
                new Place(x - DISTANCE, y + 4, "end"),
                new Place(x, y - MARK - DESCENT - 1, "middle"),
                new Place(x, y + MARK + ASCENT + 1, "middle"));
        Optional<Place> free = places.stream()
                .filter(place -> place.box(width).isInside(frame))
                .filter(place -> taken.stream().noneMatch(place.box(width)::overlaps))
                .findFirst();
        free.ifPresent(place -> taken.add(place.box(width)));
        return free;
    }
}
