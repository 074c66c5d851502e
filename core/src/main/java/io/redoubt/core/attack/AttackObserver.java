package io.redoubt.core.attack;

import io.redoubt.api.event.Progress;
import java.util.Optional;

/** Hears of an attack as it goes on. */
@FunctionalInterface
public interface AttackObserver {
    /**
     * Called before every round of questions. An exception stops the attack and is passed on.
     *
     * @param state all that is needed to go on from the end of the last block of searches, cheap unless it is written;
     *     nothing while the images are classified as they are
     */
    void progress(Progress progress, Optional<AttackState> state);
}
