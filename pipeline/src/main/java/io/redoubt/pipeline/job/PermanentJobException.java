package io.redoubt.pipeline.job;

/** A job that fails whenever it is tried. The message says why, and what would help. */
public final class PermanentJobException extends RuntimeException {

    public PermanentJobException(String message) {
        super(message);
    }

    public PermanentJobException(String message, Throwable cause) {
        super(message, cause);
    }
}
