package io.redoubt.experiment.rest;

import io.redoubt.api.Ids;

/** Thrown if an experiment or its report does not exist. */
final class UnknownExperimentException extends RuntimeException {

    private UnknownExperimentException(String message) {
        super(message);
    }

    static UnknownExperimentException of(String id) {
        return new UnknownExperimentException("experiment " + Ids.quote(id) + " does not exist");
    }

    static UnknownExperimentException withoutReport(String id) {
        return new UnknownExperimentException(
                "experiment " + Ids.quote(id) + " has no report; reports are written when experiments succeed");
    }
}
