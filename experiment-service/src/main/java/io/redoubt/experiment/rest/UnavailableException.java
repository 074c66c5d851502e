package io.redoubt.experiment.rest;

/** Thrown if a message cannot be published to Kafka, or the tracker does not answer. */
final class UnavailableException extends RuntimeException {

    private UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    static UnavailableException unpublished(String topic, Throwable cause) {
        return new UnavailableException(
                "cannot publish to " + topic + "; try again later: " + cause.getMessage(), cause);
    }

    static UnavailableException withoutTracker(String id) {
        return new UnavailableException(
                "the tracker has not read the request of experiment " + id
                        + " yet; try again later, and see /q/health/ready if this remains so",
                null);
    }
}
