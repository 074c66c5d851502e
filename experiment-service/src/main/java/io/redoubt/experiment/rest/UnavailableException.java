package io.redoubt.experiment.rest;

/** Thrown if a message cannot be published to Kafka. */
final class UnavailableException extends RuntimeException {

    UnavailableException(String topic, Throwable cause) {
        super("cannot publish to " + topic + "; try again later: " + cause.getMessage(), cause);
    }
}
