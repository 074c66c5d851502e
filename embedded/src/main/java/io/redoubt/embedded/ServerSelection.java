package io.redoubt.embedded;

import java.util.Arrays;
import java.util.Locale;

/** The servers that a process of {@link EmbeddedMain} runs. */
enum ServerSelection {
    BOTH,
    KAFKA,
    S3;

    /** The value on the command line. */
    String argument() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Parses the value of {@code --only}.
     *
     * @throws IllegalArgumentException if it is unknown
     */
    static ServerSelection parse(String argument) {
        return Arrays.stream(values())
                .filter(selection -> selection.argument().equals(argument))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--only is '%s': use kafka or s3".formatted(argument)));
    }
}
