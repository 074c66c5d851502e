package io.redoubt.eval.report.plots;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds places for the labels of points, so that no label covers another, a point, or the frame. Pixels, y downwards. */
final class LabelPlacement {

    private static final double CHARACTER = 7;
    private static final double ASCENT = 10;
    private static final double DESCENT = 3;
    private static final double MARK = 6;
    private static final double DISTANCE = 9;

    private final List<Box> taken = new ArrayList<>();

    /**
     * Where a label stands.
     *
     * @param x of its anchor
     * @param y of its base line
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

    /** Keeps labels off a point. */
    void addPoint(double x, double y) {
        taken.add(new Box(x - MARK, y - MARK, x + MARK, y + MARK));
    }

    /** The first free place around a point: to the right, to the left, above, below; none if all are taken. */
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
