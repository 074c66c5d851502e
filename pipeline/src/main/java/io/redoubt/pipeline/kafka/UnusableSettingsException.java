package io.redoubt.pipeline.kafka;

/**
 * Invalid Kafka settings. The message names settings without values; there is no cause, since causes can quote values.
 */
public final class UnusableSettingsException extends RuntimeException {

    UnusableSettingsException(String message) {
        super(message);
    }
}
