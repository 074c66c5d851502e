package io.redoubt.core.data;

import io.redoubt.api.SanitizedText;
import java.nio.file.Path;

/** Files that do not hold the data set they should. Reading them again will not help: the error is permanent. */
public final class DatasetException extends IllegalArgumentException {

    /** What is wrong. */
    public enum Code {
        /** No format, or no bundled data set, has that name. */
        UNKNOWN_NAME,
        /** A file or folder that belongs to the data set is not there. */
        MISSING_FILE,
        /** A file or folder is there that does not belong to the data set. */
        UNEXPECTED_FILE,
        /** A file ends before its content does. */
        TRUNCATED,
        /** A file is not of the announced format. */
        WRONG_FORMAT,
        /** Sizes that must be equal are not. */
        WRONG_SIZE,
        /** A label does not name a class. */
        BAD_LABEL,
        /** A class has no image. */
        EMPTY_CLASS,
        /** An image cannot be decoded, or has transparent pixels. */
        BAD_IMAGE
    }

    private final Code code;

    DatasetException(Code code, String message) {
        super(code + ": " + SanitizedText.of(message));
        this.code = code;
    }

    DatasetException(Code code, String message, Throwable cause) {
        super(code + ": " + SanitizedText.of(message), cause);
        this.code = code;
    }

    static DatasetException in(Path file, Code code, String problem) {
        return new DatasetException(code, file + ": " + problem);
    }

    /** What is wrong, for programs; the message is for people. */
    public Code code() {
        return code;
    }
}
