package io.redoubt.pipeline.scratch;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Deletes the scratch directory of the process after everything that uses it has stopped. */
@ApplicationScoped
class ProcessDirectoryRemoval {

    /** Higher than the priority of all other observers of the shutdown. */
    private static final int LAST = 10_000;

    void remove(@Observes @Priority(LAST) ShutdownEvent shutdown) {
        ProcessDirectory.remove();
    }
}
