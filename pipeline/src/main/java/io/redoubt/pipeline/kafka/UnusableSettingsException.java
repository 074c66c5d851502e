package io.redoubt.pipeline.kafka;

/** No Kafka client can be made of the settings; the message names them and no value. It has no cause: causes quote. */
public final class UnusableSettingsException extends RuntimeException {

    UnusableSettingsException(String message) {
        super(message);
    }
}
