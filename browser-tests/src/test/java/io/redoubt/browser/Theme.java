package io.redoubt.browser;

import java.util.Locale;

/** The colours that the reader prefers. */
enum Theme {
    LIGHT,
    DARK;

    /** Returns the value of the media feature {@code prefers-color-scheme}. */
    String mediaValue() {
        return name().toLowerCase(Locale.ROOT);
    }
}
