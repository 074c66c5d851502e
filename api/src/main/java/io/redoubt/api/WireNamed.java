package io.redoubt.api;

import java.util.Locale;

/** An enum whose constants are written in lower case with hyphens, in messages, names and logs. */
public interface WireNamed {

    /** Returns the name of the constant in Java. */
    String name();

    /** Returns the name of the constant on the wire, such as {@code apgd-ce}. */
    default String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
