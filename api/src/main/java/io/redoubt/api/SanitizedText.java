package io.redoubt.api;

import java.util.regex.Pattern;

/** Text from outside as it may stand in a message: in one line, of bounded length, and without characters that act. */
public final class SanitizedText {

    /** The longest text that errors carry, in characters: they travel in headers, events and logs. */
    public static final int LONGEST = 1000;

    // Control, format (such as those that reverse the direction), unpaired surrogates, line and paragraph separators.
    private static final Pattern ACTING = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
    private static final String CUT = "...";

    private SanitizedText() {}

    /** The text with {@code ?} for every character that acts, cut after {@link #LONGEST} characters. */
    public static String of(String text) {
        return of(text, LONGEST);
    }

    /** The text with {@code ?} for every character that acts, cut after {@code longest} characters. */
    public static String of(String text, int longest) {
        if (text.length() <= longest) {
            return ACTING.matcher(text).replaceAll("?");
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return ACTING.matcher(text.substring(0, end)).replaceAll("?") + CUT;
    }
}
