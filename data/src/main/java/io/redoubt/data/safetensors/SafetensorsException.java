package io.redoubt.data.safetensors;

import io.redoubt.api.SanitizedText;
import io.redoubt.data.file.FileType;
import java.io.IOException;
import java.nio.file.Path;

/** Thrown when a file or a tensor is not valid safetensors. The error is permanent: a retry fails in the same way. */
public final class SafetensorsException extends IllegalArgumentException {
    /** The kind of error. */
    public enum Code {
        /** The file is of another {@link FileType}. */
        WRONG_FILE,
        /** The file exceeds the maximum size of a Java buffer. */
        TOO_LARGE,
        /** The header length is missing, exceeds the limit, or extends past the end of the file. */
        HEADER_LENGTH,
        /** The header is not a single JSON object. */
        HEADER_JSON,
        /** A name occurs twice. */
        DUPLICATE_NAME,
        /** A name is empty or reserved. */
        NAME,
        /** A header entry has a missing field, an unknown field, or a field with the wrong JSON type. */
        HEADER_FIELD,
        /** The element type is not one of {@link DType}. */
        DTYPE,
        /** A dimension is negative, or the product of the dimensions overflows. */
        SHAPE,
        /** The number of bytes of a tensor does not match its type and shape. */
        BYTE_COUNT,
        /** The byte ranges of the tensors overlap, leave a gap, or do not end at the end of the file. */
        OFFSETS
    }

    private final Code code;

    SafetensorsException(Code code, String message) {
        super(SanitizedText.of(message));
        this.code = code;
    }

    SafetensorsException(Code code, String message, Throwable cause) {
        super(SanitizedText.of(message), cause);
        this.code = code;
    }

    private SafetensorsException(FileType type, Path file, Throwable cause) {
        super(SanitizedText.of(file + " " + type.problem()), cause);
        code = Code.WRONG_FILE;
    }

    static SafetensorsException ofDirectory(Path file) {
        return new SafetensorsException(FileType.DIRECTORY, file, null);
    }

    /** The same error with the name of the file, or what the file is if it is of a {@linkplain FileType known type}. */
    SafetensorsException in(Path file) throws IOException {
        FileType type = FileType.of(file);
        return type == FileType.OTHER
                ? new SafetensorsException(code, file + ": " + getMessage(), this)
                : new SafetensorsException(type, file, this);
    }

    /** Returns the kind of error, for programs; the message is for people. */
    public Code code() {
        return code;
    }
}
