package io.redoubt.pipeline.store;

/** The store was unreachable or responded with a server error. The request can be retried. */
public final class StoreUnavailableException extends StoreException {

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
