package io.redoubt.core.attack.apgd;

/**
 * The step size of Auto-PGD, a function of the losses of the iterates (Croce and Hein 2020, section 3.2). At each of
 * the {@link ApgdCheckpoints} it is halved if
 *
 * <ul>
 *   <li>at most three quarters of the updates in the window increased the loss over that of the previous iterate: the
 *       search oscillates; or
 *   <li>the step size was not halved at the previous checkpoint, and the highest loss has not increased since.
 * </ul>
 *
 * <p>Two details follow the authors' code: exactly three quarters count as oscillation, and the first checkpoint tests
 * for oscillation only. One differs: the first update is compared with the start, as in the paper; their code compares
 * it with an uninitialised loss of 0.
 */
final class ApgdStepSize {
    private static final double ENOUGH = 0.75;

    private final ApgdCheckpoints windows;
    private int window;
    private int updates;
    private int rises;
    private double size;
    private double last;
    private double highestAtCheckpoint;
    private boolean halved = true;

    /**
     * @param size of the first step
     * @param start loss of the first iterate
     */
    ApgdStepSize(ApgdCheckpoints windows, double size, double start) {
        this.windows = windows;
        this.window = windows.first();
        this.size = size;
        this.last = start;
        this.highestAtCheckpoint = start;
    }

    /** The length of the next step. */
    double size() {
        return size;
    }

    /**
     * Records an update and halves the step size at a checkpoint without enough progress.
     *
     * @param loss of the new iterate
     * @param highest highest loss of all iterates so far, including the new one
     * @return whether the step size was halved; the search then continues from the iterate of the highest loss
     */
    boolean update(double loss, double highest) {
        rises += loss > last ? 1 : 0;
        last = loss;
        updates++;
        return updates == window && checkpoint(highest);
    }

    private boolean checkpoint(double highest) {
        boolean oscillates = rises <= ENOUGH * window;
        boolean stalls = !halved && highestAtCheckpoint >= highest;
        halved = oscillates || stalls;
        size = halved ? size / 2 : size;
        highestAtCheckpoint = highest;
        window = windows.after(window);
        updates = 0;
        rises = 0;
        return halved;
    }
}
