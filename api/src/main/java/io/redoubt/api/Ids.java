package io.redoubt.api;

import java.util.regex.Pattern;

/** The rule for names that users choose: they become store keys and file names, so nothing in them may act as a path. */
public final class Ids {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private static final int LONGEST_QUOTE = 80;

    private Ids() {}

    /** Returns {@code value} if it may name a thing. */
    public static String require(String field, String value) {
        if (value == null || !ID.matcher(value).matches() || value.contains("..")) {
            throw new InvalidFieldException(
                    field,
                    quote(value) + " is not a name; use 1 to 63 of a-z 0-9 . _ -, beginning with a letter or digit");
        }
        return value;
    }

    /** Returns {@code value} if it is a SHA-256 in lower-case hexadecimal. */
    public static String requireSha256(String field, String value) {
        if (value == null || !SHA256.matcher(value).matches()) {
            throw new InvalidFieldException(
                    field, quote(value) + " is not a SHA-256 in 64 lower-case hexadecimal digits");
        }
        return value;
    }

    /** The value as it may stand in a message: quoted, cut, and without control characters. */
    public static String quote(String value) {
        if (value == null) {
            return "nothing";
        }
        return "'" + SanitizedText.of(value, LONGEST_QUOTE) + "'";
    }
}
