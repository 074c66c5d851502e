package io.redoubt.cli.view;

import io.redoubt.api.SanitizedText;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/** Prints progress: on a terminal as a line that is overwritten, otherwise as a line every 5 seconds. */
final class ProgressLine {

    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private Instant last = Instant.EPOCH;
    private boolean temporary;

    /**
     * @param out output stream
     * @param terminal whether {@code out} is a terminal
     */
    ProgressLine(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Shows temporary text, which later output overwrites. */
    void update(Instant now, String text) {
        if (terminal) {
            out.print(CLEAR_LINE + SanitizedText.of(text));
            out.flush();
            temporary = true;
        } else if (Duration.between(last, now).compareTo(INTERVAL) >= 0) {
            last = now;
            print(text);
        }
    }

    /** Prints a permanent line. */
    void print(String text) {
        out.println((temporary ? CLEAR_LINE : "") + SanitizedText.of(text));
        temporary = false;
    }

    /** Clears the temporary text. */
    void clear() {
        if (temporary) {
            out.print(CLEAR_LINE);
            out.flush();
            temporary = false;
        }
    }
}
