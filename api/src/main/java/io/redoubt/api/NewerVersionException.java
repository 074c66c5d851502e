package io.redoubt.api;

/** A message of the next version that this one does not understand: it is no damage, and others may read it. */
public final class NewerVersionException extends RuntimeException {

    NewerVersionException(UnreadableMessageException problem) {
        super(
                "of schema " + SchemaVersion.NEWEST_READ + ", while this version writes " + SchemaVersion.VERSION + ": "
                        + problem.getMessage(),
                problem);
    }
}
