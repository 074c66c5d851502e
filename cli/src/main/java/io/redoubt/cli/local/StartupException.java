package io.redoubt.cli.local;

/** Thrown if the services of a local pipeline do not start. The message names the setting and the remedy. */
public final class StartupException extends RuntimeException {

    StartupException(String message, Throwable cause) {
        super(message, cause);
    }
}
