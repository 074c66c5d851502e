package io.redoubt.embedded.server;

/** An embedded server failed to start or to shut down cleanly. The message names the failure and the remedy. */
public class EmbeddedException extends RuntimeException {

    /** Creates an exception whose message includes the remedy. */
    public EmbeddedException(String message) {
        super(message);
    }

    /** Creates an exception whose message includes the remedy, with its cause. */
    public EmbeddedException(String message, Throwable cause) {
        super(message, cause);
    }
}
