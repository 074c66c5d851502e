package io.redoubt.api;

/** Thrown for a message of the next schema version that this version cannot read. The message is not corrupt. */
public final class NewerVersionException extends RuntimeException {

    NewerVersionException(UnreadableMessageException problem) {
        super(
                "the message has schema " + SchemaVersion.NEWEST_READABLE + "; this version writes schema "
                        + SchemaVersion.VERSION + ": " + problem.getMessage(),
                problem);
    }
}
