package io.redoubt.experiment.deadletter;

import io.redoubt.api.Ids;

/** Thrown if there is no dead letter with an id. */
public final class UnknownDeadLetterException extends RuntimeException {

    UnknownDeadLetterException(String id) {
        super("no dead letter " + Ids.quote(id) + " among the latest; /dead-letters lists them");
    }
}
