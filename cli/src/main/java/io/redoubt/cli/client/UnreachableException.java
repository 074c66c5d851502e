package io.redoubt.cli.client;

/** Kafka did not accept a record. */
public final class UnreachableException extends RuntimeException {

    UnreachableException(String bootstrapServers, String topic, Exception cause) {
        super(
                "Kafka at " + bootstrapServers + " did not accept the record for " + topic
                        + "; check the address (--kafka or KAFKA_BOOTSTRAP_SERVERS) and that the pipeline is running",
                cause);
    }
}
