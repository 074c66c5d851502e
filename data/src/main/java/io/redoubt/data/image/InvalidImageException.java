package io.redoubt.data.image;

import java.io.IOException;

/** Thrown when a file is not an image that can be read unchanged. The message does not name the file. */
public final class InvalidImageException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param problem the problem and the remedy, to follow the name of the file */
    public InvalidImageException(String problem) {
        super(problem);
    }

    InvalidImageException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
