package io.redoubt.embedded;

import java.util.Arrays;
import java.util.Locale;

/** What a process of {@link EmbeddedMain} serves. */
enum ServerSelection {
    BOTH,
    KAFKA,
    S3;

    /** As on the command line. */
    String argument() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The part of that name. @throws IllegalArgumentException if there is none */
    static ServerSelection named(String argument) {
        return Arrays.stream(values())
                .filter(part -> part.argument().equals(argument))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--only is '%s': use kafka or s3".formatted(argument)));
    }
}
