package io.redoubt.experiment.deadletter;

import io.redoubt.api.Ids;

/** Thrown if a dead letter cannot be sent again. */
public final class UnsendableException extends RuntimeException {

    private UnsendableException(String message) {
        super(message);
    }

    static UnsendableException of(DeadLetterEntry entry) {
        return new UnsendableException(
                entry.complete()
                        ? "dead letter " + entry.id() + " names the topic " + Ids.quote(entry.topic())
                                + ", to which this service does not send records"
                        : "dead letter " + entry.id() + " has only the beginning of its value of " + entry.bytes()
                                + " bytes; submit its experiment again");
    }
}
