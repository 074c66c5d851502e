package io.redoubt.pipeline.dataset;

import io.redoubt.api.InvalidFieldException;

/** Thrown if the store has no data set of a name. */
public final class UnknownDatasetException extends InvalidFieldException {

    /** @param problem the name, and the names that are known */
    UnknownDatasetException(String problem) {
        super("dataset", problem);
    }
}
