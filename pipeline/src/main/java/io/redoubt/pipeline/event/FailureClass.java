package io.redoubt.pipeline.event;

import java.util.Locale;

/** Whether a retry can help. */
public enum FailureClass {
    /** A retry may succeed, but the attempts are used up. */
    RETRYABLE,
    /** Every attempt fails. */
    PERMANENT,
    /** The record cannot be read. */
    POISON;

    /** The value of the header. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
