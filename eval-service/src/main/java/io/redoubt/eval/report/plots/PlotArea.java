package io.redoubt.eval.report.plots;

/** Where the axes of a plot lie in its drawing of 480 by 340; the templates draw the frame at the same place. */
final class PlotArea {

    static final int LEFT = 52;
    static final int RIGHT = 466;
    static final int TOP = 14;
    static final int BOTTOM = 290;

    private PlotArea() {}
}
