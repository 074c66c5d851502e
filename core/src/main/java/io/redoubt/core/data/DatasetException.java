package io.redoubt.core.data;

import io.redoubt.api.SanitizedText;
import java.nio.file.Path;

/** Thrown when files do not contain a valid data set. The error is permanent: a retry fails in the same way. */
public final class DatasetException extends IllegalArgumentException {

    /** The kind of error. */
    public enum Code {
        /** No format or bundled data set has this name. */
        UNKNOWN_NAME,
        /** A required file or folder is missing. */
        MISSING_FILE,
        /** A file or folder does not belong to the data set. */
        UNEXPECTED_FILE,
        /** A file is shorter than its content requires. */
        TRUNCATED,
        /** A file does not have the expected format. */
        WRONG_FORMAT,
        /** Sizes that must match differ. */
        WRONG_SIZE,
        /** A label is not the index of a class. */
        BAD_LABEL,
        /** A class has no images. */
        EMPTY_CLASS,
        /** An image cannot be decoded, or has transparent pixels. */
        BAD_IMAGE
    }

    private final Code code;

    /** @param message the problem and the remedy; the code is prepended */
    public DatasetException(Code code, String message) {
        super(code + ": " + SanitizedText.of(message));
        this.code = code;
    }

    /** @param message the problem and the remedy; the code is prepended */
    public DatasetException(Code code, String message, Throwable cause) {
        super(code + ": " + SanitizedText.of(message), cause);
        this.code = code;
    }

    /** An exception whose message begins with the name of the file. */
    public static DatasetException in(Path file, Code code, String problem) {
        return new DatasetException(code, file + ": " + problem);
    }

    /** Returns the kind of error, for programs; the message is for people. */
    public Code code() {
        return code;
    }
}
