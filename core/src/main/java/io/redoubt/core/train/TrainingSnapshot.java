package io.redoubt.core.train;

/** Where a training stands between two steps. It may be asked only while the observer that was given it is called. */
public interface TrainingSnapshot {
    /** Finished epochs. */
    int epochs();

    /** Steps done of the epoch under way: all of them while it is being judged. */
    int steps();

    /**
     * A copy of all that is needed to go on from there, made when it is asked for. Equal positions have equal states,
     * and the training goes on as if it had not been asked.
     */
    TrainingState state();
}
