package io.redoubt.pipeline.config;

/** Thrown if settings are missing or invalid. The message names all of them in one line, with the remedy. */
public final class InvalidSettingsException extends RuntimeException {

    InvalidSettingsException(String message, Throwable cause) {
        super(message, cause);
    }
}
