package io.redoubt.api.event;

import io.redoubt.api.SanitizedText;

/** Thrown for an id that no experiment has. */
public final class UnknownExperimentException extends RuntimeException {

    private static final int MAX_ID_LENGTH = 63;

    public UnknownExperimentException(String id) {
        super("no experiment " + SanitizedText.of(id, MAX_ID_LENGTH) + "; `redoubt list` shows them all");
    }
}
