package io.redoubt.cli.data;

import java.io.IOException;

/** Thrown if a file cannot be downloaded. The message names the address and the remedy. */
final class DownloadException extends IOException {

    /** Whether the address was never reached, as without a network. */
    private final boolean unreachable;

    DownloadException(String message, boolean unreachable, Throwable cause) {
        super(message, cause);
        this.unreachable = unreachable;
    }

    DownloadException(String message) {
        this(message, false, null);
    }

    boolean isUnreachable() {
        return unreachable;
    }
}
