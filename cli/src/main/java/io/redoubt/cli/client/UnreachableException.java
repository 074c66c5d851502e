package io.redoubt.cli.client;

/** Kafka did not answer, or did not accept a record. */
public final class UnreachableException extends RuntimeException {

    private static final String REMEDY =
            "; check the address (--kafka or KAFKA_BOOTSTRAP_SERVERS) and that the pipeline is running";

    UnreachableException(String bootstrapServers, Exception cause) {
        super("Kafka at " + bootstrapServers + " does not answer" + REMEDY, cause);
    }

    UnreachableException(String bootstrapServers, String topic, Exception cause) {
        super("Kafka at " + bootstrapServers + " did not accept the record for " + topic + REMEDY, cause);
    }
}
