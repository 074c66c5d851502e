package io.redoubt.pipeline.store;

/** The store refused, and would refuse again: no permission, no such object, a wrong request. */
public class StoreException extends RuntimeException {

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreException(String message) {
        super(message);
    }
}
