package io.redoubt.core.safetensors;

import io.redoubt.api.SanitizedText;

/** A file or a tensor that is not valid safetensors. Reading it again will not help: the error is permanent. */
public final class SafetensorsException extends IllegalArgumentException {
    /** What is wrong. */
    public enum Code {
        /** The file is larger than one Java buffer can hold. */
        TOO_LARGE,
        /** The length of the header is missing, over the limit, or reaches past the end of the file. */
        HEADER_LENGTH,
        /** The header is not one JSON object. */
        HEADER_JSON,
        /** A name is used twice. */
        DUPLICATE_NAME,
        /** A name is empty or reserved. */
        NAME,
        /** An entry of the header lacks a field, has one too many, or one of a wrong JSON type. */
        HEADER_FIELD,
        /** The element type is not one of {@link DType}. */
        DTYPE,
        /** A dimension is negative, or the product of the dimensions overflows. */
        SHAPE,
        /** The bytes of a tensor are not as many as its type and shape ask for. */
        BYTE_COUNT,
        /** The byte ranges of the tensors overlap, leave a hole, or do not end where the file ends. */
        OFFSETS
    }

    private final Code code;

    SafetensorsException(Code code, String message) {
        super(code + ": " + SanitizedText.of(message));
        this.code = code;
    }

    SafetensorsException(Code code, String message, Throwable cause) {
        super(code + ": " + SanitizedText.of(message), cause);
        this.code = code;
    }

    /** What is wrong, for programs; the message is for people. */
    public Code code() {
        return code;
    }
}
