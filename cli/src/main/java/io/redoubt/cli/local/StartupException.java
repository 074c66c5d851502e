package io.redoubt.cli.local;

/** The services of a local pipeline did not start. The message names the setting and the remedy. */
public final class StartupException extends RuntimeException {

    StartupException(String message, Throwable cause) {
        super(message, cause);
    }
}
