package io.redoubt.pipeline.topic;

/** Thrown if the Kafka cluster refuses this process, or lacks a feature that it needs. The message names the remedy. */
final class UnusableClusterException extends IllegalStateException {

    UnusableClusterException(String message, Throwable cause) {
        super(message, cause);
    }
}
