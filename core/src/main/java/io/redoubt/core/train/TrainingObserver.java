package io.redoubt.core.train;

import io.redoubt.api.event.Progress;

/** Observes a training run. */
public interface TrainingObserver {
    /**
     * Called after each step of training, batch norm statistics and model selection. An exception aborts the run and
     * propagates.
     *
     * @param progress the progress including this step
     * @param snapshot the position of the training, with its state on demand; valid only during the call
     */
    void progress(Progress progress, TrainingSnapshot snapshot);

    /**
     * Called at the end of each epoch.
     *
     * @param state the state to resume from
     * @param progress the progress with the final metrics of the epoch
     */
    void checkpoint(TrainingState state, Progress progress);
}
