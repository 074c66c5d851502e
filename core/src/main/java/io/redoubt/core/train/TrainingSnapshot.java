package io.redoubt.core.train;

/** The position of a training between two steps. Valid only during the call of the observer that receives it. */
public interface TrainingSnapshot {
    /** Returns the number of finished epochs. */
    int epochs();

    /** Returns the number of finished steps of the current epoch: all of them during its evaluation. */
    int steps();

    /**
     * Returns a copy of the complete state at this position. The copy is made by this call, does not affect the
     * training, and is the same for every call at the same position.
     */
    TrainingState state();
}
