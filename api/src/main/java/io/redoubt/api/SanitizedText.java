package io.redoubt.api;

import java.util.regex.Pattern;

/** Makes untrusted text safe for messages and logs: one line, bounded length, no control characters. */
public final class SanitizedText {

    /** Maximum length of an error message, in characters. Messages travel in record headers, events and logs. */
    public static final int MAX_LENGTH = 1000;

    // Control characters, format characters such as direction overrides, unpaired surrogates, line and paragraph
    // separators.
    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
    private static final Pattern UNSAFE_IN_LINES = Pattern.compile("[" + UNSAFE.pattern() + "&&[^\\n\\t]]");
    private static final String ELLIPSIS = "...";

    private SanitizedText() {}

    /** Returns the text with every unsafe character replaced by {@code ?}, truncated to {@link #MAX_LENGTH} characters. */
    public static String of(String text) {
        return of(text, MAX_LENGTH);
    }

    /** Returns the text with every unsafe character replaced by {@code ?}, in full length. */
    public static String line(String text) {
        return UNSAFE.matcher(text).replaceAll("?");
    }

    /** Returns the text with every unsafe character except line feeds and tabs replaced by {@code ?}. */
    public static String lines(String text) {
        return UNSAFE_IN_LINES.matcher(text).replaceAll("?");
    }

    /** Returns the text with every unsafe character replaced by {@code ?}, truncated to {@code maxLength} characters. */
    public static String of(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return UNSAFE.matcher(text).replaceAll("?");
        }
        int end = Character.isHighSurrogate(text.charAt(maxLength - 1)) ? maxLength - 1 : maxLength;
        return UNSAFE.matcher(text.substring(0, end)).replaceAll("?") + ELLIPSIS;
    }
}
