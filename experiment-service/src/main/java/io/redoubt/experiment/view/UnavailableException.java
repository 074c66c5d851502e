package io.redoubt.experiment.view;

/** Thrown if a message cannot be published to Kafka, or the tracker does not answer. */
public final class UnavailableException extends RuntimeException {

    private UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    public static UnavailableException unpublished(String topic, Throwable cause) {
        return new UnavailableException(
                "cannot publish to " + topic + "; try again later: " + cause.getMessage(), cause);
    }

    public static UnavailableException withoutTracker(String id) {
        return new UnavailableException(
                "the tracker has not read the request of experiment " + id
                        + " yet; try again later, and see /q/health/ready if this remains so",
                null);
    }

    static UnavailableException notRemoved(String id) {
        return new UnavailableException(
                "the tracker has not removed experiment " + id
                        + "; it may have been submitted again. Otherwise try again later, and see /q/health/ready if"
                        + " this remains so",
                null);
    }
}
