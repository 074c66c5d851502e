package io.redoubt.data;

import io.redoubt.api.SanitizedText;
import io.redoubt.data.file.FileType;
import java.io.IOException;
import java.nio.file.Path;

/** Thrown when files do not contain a valid data set. The error is permanent: a retry fails in the same way. */
public final class DatasetException extends IllegalArgumentException {

    /** The kind of error. */
    public enum Code {
        /** No format or bundled data set has this name. */
        UNKNOWN_NAME(false),
        /** A required file or folder is missing. */
        MISSING_FILE(false),
        /** A file or folder does not belong to the data set. */
        UNEXPECTED_FILE(false),
        /** A file is shorter than its content requires. */
        TRUNCATED(true),
        /** A file does not have the expected format. */
        WRONG_FORMAT(true),
        /** Sizes that must match differ. */
        WRONG_SIZE(true),
        /** A label is not the index of a class. */
        BAD_LABEL(true),
        /** A class has no images. */
        EMPTY_CLASS(false),
        /** An image cannot be decoded, or has transparent pixels. */
        BAD_IMAGE(true);

        /** Whether the content of a file is wrong. */
        private final boolean ofContent;

        Code(boolean ofContent) {
            this.ofContent = ofContent;
        }
    }

    private final Code code;

    /** @param message the problem and the remedy */
    public DatasetException(Code code, String message) {
        super(SanitizedText.of(message));
        this.code = code;
    }

    /** @param message the problem and the remedy */
    public DatasetException(Code code, String message, Throwable cause) {
        super(SanitizedText.of(message), cause);
        this.code = code;
    }

    /**
     * An exception whose message begins with the name of the file.
     *
     * @param problem the problem and the remedy, unless the file is of a {@linkplain FileType#isPlaceholder known wrong type}
     */
    public static DatasetException in(Path file, Code code, String problem) {
        return new DatasetException(code, describe(file, code, problem));
    }

    /** {@link #in(Path, Code, String)} with a cause. */
    public static DatasetException in(Path file, Code code, String problem, Throwable cause) {
        return new DatasetException(code, describe(file, code, problem), cause);
    }

    private static String describe(Path file, Code code, String problem) {
        FileType type = FileType.OTHER;
        try {
            type = code.ofContent ? FileType.of(file) : type;
        } catch (IOException unreadable) {
            // The message then consists of the file and the problem.
        }
        boolean compressed = type == FileType.GZIP && !file.toString().endsWith(".gz");
        return type.isPlaceholder() || compressed ? file + " " + type.problem() : file + ": " + problem;
    }

    /** Returns the kind of error, for programs; the message is for people. */
    public Code code() {
        return code;
    }
}
