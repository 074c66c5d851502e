package io.redoubt.pipeline.event;

/** Which experiments are cancelled or paused. */
public interface ExperimentControl {

    /** Whether the experiment is cancelled, as far as commands have been read. */
    boolean isCancelled(String experiment);

    /** Whether the experiment is paused, as far as commands have been read. */
    boolean isPaused(String experiment);
}
