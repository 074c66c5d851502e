package io.redoubt.core.train;

import io.redoubt.api.event.Progress;

/** Hears of a training as it goes on. */
public interface TrainingObserver {
    /** Called after every step. An exception stops the run at this step and is passed on. */
    void progress(Progress progress);

    /**
     * Called at the end of every epoch.
     *
     * @param state all that is needed to go on from there
     * @param progress with the epoch's final metrics
     */
    void checkpoint(TrainingState state, Progress progress);
}
