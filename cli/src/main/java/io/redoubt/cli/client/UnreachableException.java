package io.redoubt.cli.client;

/** Kafka did not take a message. */
public final class UnreachableException extends RuntimeException {

    UnreachableException(String bootstrapServers, String topic, Exception cause) {
        super(
                "Kafka at " + bootstrapServers + " did not take the message for " + topic
                        + "; check the address (--kafka or KAFKA_BOOTSTRAP_SERVERS) and that the pipeline runs",
                cause);
    }
}
