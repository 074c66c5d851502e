package io.redoubt.core.train;

import io.redoubt.api.event.Progress;

/** Hears of a training as it goes on. */
public interface TrainingObserver {
    /**
     * Called after every step, of training as of statistics and selection. An exception stops the run at this step and is
     * passed on.
     *
     * @param moment where the training stands, with its state on request
     */
    void progress(Progress progress, TrainingSnapshot moment);

    /**
     * Called at the end of every epoch.
     *
     * @param state all that is needed to go on from there
     * @param progress with the epoch's final metrics
     */
    void checkpoint(TrainingState state, Progress progress);
}
