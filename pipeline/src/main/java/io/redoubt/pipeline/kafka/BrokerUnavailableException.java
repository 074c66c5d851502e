package io.redoubt.pipeline.kafka;

/** The broker is unreachable or did not answer in time. Retryable. */
public final class BrokerUnavailableException extends RuntimeException {

    public BrokerUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
