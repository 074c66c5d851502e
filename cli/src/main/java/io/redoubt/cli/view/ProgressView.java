package io.redoubt.cli.view;

import io.redoubt.api.event.JobEvent;
import io.redoubt.api.event.Progress;
import io.redoubt.api.job.ResultManifest;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** Shows job events: on a terminal the running job's line moves, elsewhere it is written every few seconds. */
public final class ProgressView {

    private final ProgressLine line;

    /**
     * @param out where to write
     * @param terminal whether lines may be overwritten
     */
    public ProgressView(PrintStream out, boolean terminal) {
        line = new ProgressLine(out, terminal);
    }

    /** Shows one event. */
    public void show(JobEvent event) {
        switch (event.type()) {
            case QUEUED, CHECKPOINTED -> {}
            case STARTED -> line(event, event.attempt() > 1 ? "started (attempt " + event.attempt() + ")" : "started");
            case PROGRESS ->
                event.progress()
                        .ifPresent(progress -> line.move(event.time(), head(event) + ProgressText.of(progress)));
            case EPOCH -> event.progress().ifPresent(progress -> line(event, epoch(progress)));
            case SUCCEEDED -> line(event, event.reused() ? "already in the store" : "done" + seconds(event));
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
        line.leave(head(event) + text);
    }

    private static String head(JobEvent event) {
        return String.format(Locale.ROOT, "%-40s ", event.node());
    }
}
