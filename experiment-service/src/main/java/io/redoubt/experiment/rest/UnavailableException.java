package io.redoubt.experiment.rest;

/** Kafka did not take a message. */
final class UnavailableException extends RuntimeException {

    UnavailableException(String topic, Throwable cause) {
        super("nothing could be published on " + topic + ", try again later: " + cause.getMessage(), cause);
    }
}
