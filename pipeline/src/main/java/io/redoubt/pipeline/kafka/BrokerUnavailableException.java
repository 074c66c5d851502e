package io.redoubt.pipeline.kafka;

/** The broker could not be reached or did not answer in time: the same call may work later. */
public final class BrokerUnavailableException extends RuntimeException {

    public BrokerUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
