package io.redoubt.cli.view;

import io.redoubt.api.event.JobEvent;
import io.redoubt.api.event.Progress;
import io.redoubt.api.job.ResultManifest;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** Shows job events: on a terminal the running job's line moves, elsewhere it is written every few seconds. */
public final class ProgressView {

    private static final Duration QUIET = Duration.ofSeconds(5);
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private Instant lastProgress = Instant.EPOCH;
    private boolean open;

    /**
     * @param out where to write
     * @param terminal whether lines may be overwritten
     */
    public ProgressView(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Shows one event. */
    public void show(JobEvent event) {
        switch (event.type()) {
            case QUEUED, CHECKPOINTED -> {}
            case STARTED -> line(event, event.attempt() > 1 ? "started (attempt " + event.attempt() + ")" : "started");
            case PROGRESS -> event.progress().ifPresent(progress -> moving(event, progress));
            case EPOCH -> event.progress().ifPresent(progress -> line(event, epoch(progress)));
            case SUCCEEDED -> line(event, event.reused() ? "already in the store" : "done" + seconds(event));
            case FAILED -> line(event, "failed: " + event.message());
            case CANCELLED -> line(event, "cancelled");
        }
    }

    private void moving(JobEvent event, Progress progress) {
        boolean due = Duration.between(lastProgress, event.time()).compareTo(QUIET) >= 0;
        if (!terminal && !due) {
            return;
        }
        lastProgress = event.time();
        StringJoiner text = new StringJoiner("  ");
        if (progress.epochs() > 0) {
            text.add("epoch " + progress.epoch() + "/" + progress.epochs());
        }
        text.add(progress.phase());
        text.add(String.format(Locale.ROOT, "%,d/%,d images", progress.done(), progress.total()));
        text.add(String.format(Locale.ROOT, "%,.0f images/s", progress.imagesPerSecond()));
        text.add(clock(progress.secondsLeft()) + " left");
        if (terminal) {
            out.print(CLEAR_LINE + head(event) + text);
            out.flush();
            open = true;
        } else {
            line(event, text.toString());
        }
    }

    private static String epoch(Progress progress) {
        StringJoiner figures = new StringJoiner(", ");
        for (Map.Entry<String, Double> metric : new java.util.TreeMap<>(progress.metrics()).entrySet()) {
            figures.add(metric.getKey() + " " + String.format(Locale.ROOT, "%.4f", metric.getValue()));
        }
        return "epoch " + progress.epoch() + "/" + progress.epochs() + " done: " + figures;
    }

    private static String seconds(JobEvent event) {
        return event.result()
                .map(result -> result.metrics().get(ResultManifest.SECONDS))
                .map(seconds -> String.format(Locale.ROOT, " in %.1f s", seconds))
                .orElse("");
    }

    private static String clock(double seconds) {
        long whole = Math.max(0, Math.round(seconds));
        return whole >= 3600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }

    private void line(JobEvent event, String text) {
        out.println((open ? CLEAR_LINE : "") + head(event) + text);
        open = false;
    }

    private static String head(JobEvent event) {
        return String.format(Locale.ROOT, "%-40s ", event.node());
    }
}
