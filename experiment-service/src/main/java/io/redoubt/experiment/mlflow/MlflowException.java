package io.redoubt.experiment.mlflow;

/** Thrown if a request to the tracking server fails. */
final class MlflowException extends Exception {

    private final boolean unavailable;

    /** @param unavailable whether the server does not answer, or says that it cannot answer now */
    MlflowException(String problem, boolean unavailable) {
        super(problem);
        this.unavailable = unavailable;
    }

    boolean isUnavailable() {
        return unavailable;
    }
}
