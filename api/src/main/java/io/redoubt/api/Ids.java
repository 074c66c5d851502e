package io.redoubt.api;

import java.util.regex.Pattern;

/** Validates ids and digests. Ids become store keys and file names, so an id must not be able to act as a path. */
public final class Ids {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]*");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** Maximum length of an id. */
    public static final int MAX_LENGTH = 63;

    private static final int MAX_QUOTE_LENGTH = 80;

    private Ids() {}

    /**
     * Returns {@code value} if it is a valid id.
     *
     * @throws InvalidFieldException if it is null or not a valid id
     */
    public static String require(String field, String value) {
        return require(field, value, MAX_LENGTH);
    }

    /**
     * Returns {@code value} if it is a valid id of at most {@code maxLength} characters.
     *
     * @throws InvalidFieldException if it is null or not a valid id
     */
    public static String require(String field, String value, int maxLength) {
        if (value == null || !ID.matcher(value).matches() || value.contains("..")) {
            throw new InvalidFieldException(
                    field,
                    quote(value) + " is not a valid name; use 1 to " + maxLength
                            + " of a-z 0-9 . _ -, starting with a letter or digit"
                            + (value != null && value.contains("..") ? ", without two dots in a row" : ""));
        }
        if (value.length() > maxLength) {
            throw new InvalidFieldException(
                    field, quote(value) + " has " + value.length() + " characters; use at most " + maxLength);
        }
        return value;
    }

    /**
     * Returns {@code value} if it is a SHA-256 in lower-case hexadecimal.
     *
     * @throws InvalidFieldException if it is null or has another form
     */
    public static String requireSha256(String field, String value) {
        if (value == null || !SHA256.matcher(value).matches()) {
            throw new InvalidFieldException(
                    field, quote(value) + " is not a SHA-256; use 64 lower-case hexadecimal digits");
        }
        return value;
    }

    /** Returns the value for use in a message: in quotes, truncated, and without control characters. */
    public static String quote(String value) {
        if (value == null) {
            return "null";
        }
        return "'" + SanitizedText.of(value, MAX_QUOTE_LENGTH) + "'";
    }
}
