package io.redoubt.api;

/** A message of the next version that this one does not understand: it is no damage, and others may read it. */
public final class NewerVersionException extends RuntimeException {

    NewerVersionException(UnreadableException problem) {
        super(
                "of schema " + Schema.NEWEST_READ + ", while this version writes " + Schema.VERSION + ": "
                        + problem.getMessage(),
                problem);
    }
}
