package io.redoubt.experiment.rest;

/** Thrown if an experiment has no such model, or it is not stored: its job has not succeeded, or its result was removed. */
final class NoModelException extends RuntimeException {

    NoModelException(String reason) {
        super(reason);
    }
}
