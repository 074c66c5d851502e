package io.redoubt.pipeline.store;

/** The store could not be reached, or failed by itself: the same call may work later. */
public final class StoreUnavailableException extends StoreException {

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
