package io.redoubt.core.attack;

import io.redoubt.api.event.Progress;
import java.util.Optional;

/** Observes an attack while it runs. */
@FunctionalInterface
public interface AttackObserver {
    /**
     * Called before each batch. An exception aborts the attack and propagates.
     *
     * @param state the state after the last finished block of searches, which costs little unless it is written; empty
     *     while the clean images are classified
     */
    void progress(Progress progress, Optional<AttackState> state);
}
