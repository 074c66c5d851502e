package io.redoubt.experiment.rest;

import io.redoubt.api.Ids;

/** There is no such thing under the id that was asked for. */
final class UnknownExperimentException extends RuntimeException {

    private UnknownExperimentException(String message) {
        super(message);
    }

    static UnknownExperimentException of(String id) {
        return new UnknownExperimentException("there is no experiment " + Ids.quote(id));
    }

    static UnknownExperimentException withoutReport(String id) {
        return new UnknownExperimentException(
                "experiment " + Ids.quote(id) + " has no report; it has one once it has succeeded");
    }
}
