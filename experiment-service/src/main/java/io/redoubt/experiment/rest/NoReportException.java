package io.redoubt.experiment.rest;

import io.redoubt.api.event.ExperimentStatus;

/** Thrown if an experiment has no report. */
final class NoReportException extends RuntimeException {

    NoReportException(ExperimentStatus status) {
        super("experiment " + status.experiment() + " has no report: it is "
                + status.state().wireName());
    }
}
