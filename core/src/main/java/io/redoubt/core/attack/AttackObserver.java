package io.redoubt.core.attack;

import io.redoubt.api.event.Progress;
import java.util.Optional;

/** Observes an attack while it runs. */
@FunctionalInterface
public interface AttackObserver {
    /**
     * Called before each batch. An exception aborts the attack and propagates.
     *
     * @param state the state after the last finished block of searches; cheap unless it is written to a file; write it before
     *     this method returns, because the run continues to change it; empty during the pass over the clean images
     */
    void progress(Progress progress, Optional<AttackState> state);
}
