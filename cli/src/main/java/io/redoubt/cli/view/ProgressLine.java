package io.redoubt.cli.view;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/** Tells how far work has come: on a terminal by a line that moves, elsewhere by a line every few seconds. */
final class ProgressLine {

    private static final Duration QUIET = Duration.ofSeconds(5);
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private Instant last = Instant.EPOCH;
    private boolean open;

    /**
     * @param out where to write
     * @param terminal whether lines may be overwritten
     */
    ProgressLine(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Shows what will soon be outdated. */
    void move(Instant now, String text) {
        if (terminal) {
            out.print(CLEAR_LINE + text);
            out.flush();
            open = true;
        } else if (Duration.between(last, now).compareTo(QUIET) >= 0) {
            last = now;
            leave(text);
        }
    }

    /** Shows what stays. */
    void leave(String text) {
        out.println((open ? CLEAR_LINE : "") + text);
        open = false;
    }

    /** Takes away what was shown last, if it moves. */
    void clear() {
        if (open) {
            out.print(CLEAR_LINE);
            out.flush();
            open = false;
        }
    }
}
