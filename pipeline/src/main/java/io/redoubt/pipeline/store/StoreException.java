package io.redoubt.pipeline.store;

/** The store refused a request and would refuse it again: access denied, no such object, or an invalid request. */
public class StoreException extends RuntimeException {

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreException(String message) {
        super(message);
    }
}
