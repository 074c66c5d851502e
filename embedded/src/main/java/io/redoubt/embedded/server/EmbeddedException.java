package io.redoubt.embedded.server;

/** An embedded server could not start, or could not stop in order. The message names what failed and the cure. */
public class EmbeddedException extends RuntimeException {

    /** A failure with its cure in {@code message}. */
    public EmbeddedException(String message) {
        super(message);
    }

    /** A failure with its cure in {@code message} and what raised it. */
    public EmbeddedException(String message, Throwable cause) {
        super(message, cause);
    }
}
