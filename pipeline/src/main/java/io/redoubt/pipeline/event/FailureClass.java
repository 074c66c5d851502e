package io.redoubt.pipeline.event;

import io.redoubt.api.WireNamed;

/** What is known of a failure: whether trying again could help. */
public enum FailureClass implements WireNamed {
    /** It might have worked another time, but was tried often enough. */
    RETRYABLE,
    /** It fails whenever it is tried. */
    PERMANENT,
    /** It cannot be read. */
    POISON;
}
