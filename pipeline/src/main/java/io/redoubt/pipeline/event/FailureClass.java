package io.redoubt.pipeline.event;

import io.redoubt.api.WireNamed;

/** Whether a retry can help. */
public enum FailureClass implements WireNamed {
    /** A retry may succeed, but the attempts are used up. */
    RETRYABLE,
    /** Every attempt fails. */
    PERMANENT,
    /** The record cannot be read. */
    POISON;
}
