package io.redoubt.eval.report.plots;

/** The area between the axes in a drawing of 480 by 340 pixels. The templates draw the frame at the same position. */
final class PlotArea {

    static final int LEFT = 52;
    static final int RIGHT = 466;
    static final int TOP = 14;
    static final int BOTTOM = 290;

    private PlotArea() {}
}
