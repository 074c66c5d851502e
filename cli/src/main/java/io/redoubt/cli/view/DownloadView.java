package io.redoubt.cli.view;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** Shows the progress of downloads, one file after the other. */
public final class DownloadView implements AutoCloseable {

    private static final double MEGABYTE = 1e6;
    private static final double MILLIS = 1000;
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final ProgressLine line;
    private final InstantSource clock;
    private String file = "";
    private long bytes;
    private long first;
    private Instant begun = Instant.EPOCH;
    private Instant shown = Instant.EPOCH;

    /** @param out standard output */
    public DownloadView(PrintStream out, InstantSource clock) {
        this.line = new ProgressLine(out, Terminal.isInteractive());
        this.clock = clock;
    }

    /** Called before a file is downloaded. */
    public void begin(String name, long length) {
        file = name;
        bytes = length;
        first = -1;
    }

    /** @param done bytes of the file that are on the disk */
    public void progress(long done) {
        Instant now = clock.instant();
        if (first < 0) {
            first = done;
            begun = now;
        }
        if (Duration.between(shown, now).compareTo(INTERVAL) >= 0 || done == bytes) {
            shown = now;
            line.update(now, text(done, Duration.between(begun, now).toMillis() / MILLIS));
        }
    }

    /** A continued download counts from where it continued. */
    private String text(long done, double seconds) {
        String text = String.format(Locale.ROOT, "%s  %,.0f of %,.0f MB", file, done / MEGABYTE, bytes / MEGABYTE);
        double rate = seconds > 0 ? (done - first) / seconds : 0;
        return rate > 0
                ? text
                        + String.format(
                                Locale.ROOT,
                                "  %.1f MB/s  %s left",
                                rate / MEGABYTE,
                                ProgressText.clock((bytes - done) / rate))
                : text;
    }

    @Override
    public void close() {
        line.clear();
    }
}
