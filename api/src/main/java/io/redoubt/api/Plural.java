package io.redoubt.api;

/** Counts in messages: {@code 1 image}, {@code 2 images}. */
public final class Plural {

    private Plural() {}

    /** Returns the count and the noun, whose plural ends with an s. */
    public static String of(long count, String singular) {
        return of(count, singular, singular + "s");
    }

    /** Returns the count, and {@code singular} if it is 1, otherwise {@code plural}. */
    public static String of(long count, String singular, String plural) {
        return count + " " + (count == 1 ? singular : plural);
    }
}
