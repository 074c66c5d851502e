package io.redoubt.core.attack.apgd;

/**
 * The step size of Auto-PGD, which follows from nothing but the loss of the iterates (Croce and Hein 2020, section 3.2).
 * At the end of each of the {@link ApgdCheckpoints} it is halved if
 *
 * <ul>
 *   <li>too few updates of the window, at most three quarters, raised the loss over that of the iterate before: the search
 *       oscillates; or
 *   <li>the step was left as it was at the last review, and the highest loss has not risen since.
 * </ul>
 *
 * <p>Two details are those of the authors' code: three quarters exactly count as too few, and the first review looks for
 * oscillation only. One is not: the first update is compared with the start, as the paper has it; their code compares it
 * with a loss that is not set yet, which is 0.
 */
final class ApgdStepSize {
    private static final double ENOUGH = 0.75;

    private final ApgdCheckpoints windows;
    private int window;
    private int updates;
    private int rises;
    private double size;
    private double last;
    private double highestAtReview;
    private boolean halved = true;

    /**
     * @param size of the first step
     * @param start the loss where the search starts
     */
    ApgdStepSize(ApgdCheckpoints windows, double size, double start) {
        this.windows = windows;
        this.window = windows.first();
        this.size = size;
        this.last = start;
        this.highestAtReview = start;
    }

    /** The length of the next step. */
    double size() {
        return size;
    }

    /**
     * Records an update and halves the step size at the end of a window without enough progress.
     *
     * @param loss of the new iterate
     * @param highest of all iterates so far, including the new one
     * @return whether the step size was halved; the search then continues from the iterate of the highest loss
     */
    boolean halves(double loss, double highest) {
        rises += loss > last ? 1 : 0;
        last = loss;
        updates++;
        return updates == window && review(highest);
    }

    private boolean review(double highest) {
        boolean oscillates = rises <= ENOUGH * window;
        boolean stalls = !halved && highestAtReview >= highest;
        halved = oscillates || stalls;
        size = halved ? size / 2 : size;
        highestAtReview = highest;
        window = windows.after(window);
        updates = 0;
        rises = 0;
        return halved;
    }
}
