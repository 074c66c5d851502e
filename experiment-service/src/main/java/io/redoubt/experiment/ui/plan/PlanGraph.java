package io.redoubt.experiment.ui.plan;

import io.redoubt.experiment.overview.JobOverview;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The plan of an experiment as a drawing: a column for each kind of job, and each node near those that it needs.
 *
 * @param width in pixels
 * @param height in pixels
 * @param boxes the nodes
 * @param edges the dependencies
 */
public record PlanGraph(int width, int height, List<Box> boxes, List<Edge> edges) {

    static final int BOX_WIDTH = 204;
    static final int BOX_HEIGHT = 42;
    private static final int GAP_X = 46;
    private static final int GAP_Y = 12;
    private static final int MARGIN = 6;
    private static final int ROW = BOX_HEIGHT + GAP_Y;
    private static final int MAX_LABEL = 25;

    public PlanGraph {
        boxes = List.copyOf(boxes);
        edges = List.copyOf(edges);
    }

    /**
     * A drawn node.
     *
     * @param x left edge
     * @param y upper edge
     * @param name name of the job or of the group of jobs
     * @param label short name, as long as fits
     * @param stage kind of job
     * @param state state, as a CSS class
     * @param caption state as text
     * @param job number of the first job
     */
    public record Box(int x, int y, String name, String label, String stage, String state, String caption, int job) {

        static Box of(GraphNode node, int x, int y) {
            return new Box(
                    x,
                    y,
                    node.name(),
                    shortened(node.label()),
                    node.stage().wireName(),
                    node.state().wireName(),
                    node.caption(),
                    node.job());
        }

        /** The end of a name says more than its middle. */
        private static String shortened(String label) {
            int half = MAX_LABEL / 2;
            return label.length() <= MAX_LABEL
                    ? label
                    : label.substring(0, half) + "…" + label.substring(label.length() - half);
        }
    }

    /**
     * A drawn dependency.
     *
     * @param path SVG path from the needed node to the one that needs it
     * @param state state of the needed node, as a CSS class
     */
    public record Edge(String path, String state) {

        static Edge of(Box from, Box to) {
            int startX = from.x() + BOX_WIDTH;
            int startY = from.y() + BOX_HEIGHT / 2;
            int endY = to.y() + BOX_HEIGHT / 2;
            int middle = (startX + to.x()) / 2;
            String path = String.format(
                    Locale.ROOT,
                    "M%d %dC%d %d %d %d %d %d",
                    startX,
                    startY,
                    middle,
                    startY,
                    middle,
                    endY,
                    to.x(),
                    endY);
            return new Edge(path, from.state());
        }
    }

    /** Lays out the jobs of a plan. */
    public static PlanGraph of(List<JobOverview> jobs) {
        PlanNodes plan = PlanNodes.of(jobs);
        TreeMap<Integer, List<GraphNode>> columns = plan.nodes().stream()
                .collect(Collectors.groupingBy(GraphNode::column, TreeMap::new, Collectors.toList()));
        Map<String, Box> boxes = new HashMap<>();
        int x = MARGIN;
        int bottom = 0;
        for (List<GraphNode> column : columns.values()) {
            int next = 0;
            for (GraphNode node : ordered(column, plan, boxes)) {
                int y = Math.max(next, desired(node, plan, boxes));
                boxes.put(node.name(), Box.of(node, x, y + MARGIN));
                next = y + ROW;
            }
            bottom = Math.max(bottom, next);
            x += BOX_WIDTH + GAP_X;
        }
        List<Edge> edges = new ArrayList<>();
        plan.nodes().forEach(node -> plan.needs(node.name())
                .forEach(needed -> edges.add(Edge.of(boxes.get(needed), boxes.get(node.name())))));
        List<Box> inOrder =
                plan.nodes().stream().map(node -> boxes.get(node.name())).toList();
        return new PlanGraph(x - GAP_X + MARGIN, bottom - GAP_Y + 2 * MARGIN, inOrder, edges);
    }

    private static List<GraphNode> ordered(List<GraphNode> column, PlanNodes plan, Map<String, Box> boxes) {
        return column.stream()
                .sorted(Comparator.comparing(node -> desired(node, plan, boxes)))
                .toList();
    }

    /** The height of the first node that it needs, so that the jobs of one model form a row. */
    private static int desired(GraphNode node, PlanNodes plan, Map<String, Box> boxes) {
        return plan.needs(node.name()).stream()
                .map(boxes::get)
                .mapToInt(box -> box.y() - MARGIN)
                .min()
                .orElse(0);
    }
}
