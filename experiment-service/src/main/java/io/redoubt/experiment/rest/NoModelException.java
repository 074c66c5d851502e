package io.redoubt.experiment.rest;

/** Thrown if a model is not stored: its job has not succeeded, or its result was removed. */
final class NoModelException extends RuntimeException {

    NoModelException(IllegalStateException reason) {
        super(reason.getMessage(), reason);
    }
}
