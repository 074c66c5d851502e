package io.redoubt.cli.view;

import io.redoubt.api.event.JobEvent;
import io.redoubt.api.event.Progress;
import io.redoubt.api.job.ResultManifest;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** Prints job events. On a terminal, progress overwrites the last line; otherwise it is printed every 5 seconds. */
public final class ProgressView {

    private final ProgressLine line;

    /**
     * @param out output stream
     * @param terminal whether {@code out} is a terminal
     */
    public ProgressView(PrintStream out, boolean terminal) {
        line = new ProgressLine(out, terminal);
    }

    /** Prints an event. */
    public void show(JobEvent event) {
        switch (event.type()) {
            case QUEUED, CHECKPOINTED -> {}
            case STARTED -> line(event, event.attempt() > 1 ? "started (attempt " + event.attempt() + ")" : "started");
            case PROGRESS ->
                event.progress()
                        .ifPresent(progress -> line.update(event.time(), head(event) + ProgressText.of(progress)));
            case EPOCH -> event.progress().ifPresent(progress -> line(event, epoch(progress)));
            case SUCCEEDED -> line(event, event.reused() ? "already stored" : "done" + seconds(event));
            case FAILED -> line(event, "failed: " + event.message());
            case CANCELLED -> line(event, "cancelled");
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

    private void line(JobEvent event, String text) {
        line.print(head(event) + text);
    }

    private static String head(JobEvent event) {
        return String.format(Locale.ROOT, "%-40s ", event.node());
    }
}
