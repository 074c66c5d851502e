package io.redoubt.experiment.queue;

import io.redoubt.api.Ids;

/** Thrown for a stage that has no queue. */
public final class UnknownQueueException extends RuntimeException {

    UnknownQueueException(String stage) {
        super("no queue " + Ids.quote(stage) + "; use one of " + String.join(", ", QueueStatus.stages()));
    }
}
