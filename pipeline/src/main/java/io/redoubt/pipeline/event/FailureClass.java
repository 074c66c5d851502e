package io.redoubt.pipeline.event;

import java.util.Locale;

/** What is known of a failure: whether trying again could help. */
public enum FailureClass {
    /** It might have worked another time, but was tried often enough. */
    RETRYABLE,
    /** It fails whenever it is tried. */
    PERMANENT,
    /** It cannot be read. */
    POISON;

    /** As written in headers. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
