package io.redoubt.experiment.rest;

/** Kafka does not answer. */
final class UnavailableException extends RuntimeException {

    UnavailableException(String topic, Throwable cause) {
        super("nothing could be published on " + topic + "; the broker does not answer, try again", cause);
    }
}
