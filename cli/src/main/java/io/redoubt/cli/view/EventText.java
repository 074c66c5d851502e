package io.redoubt.cli.view;

import io.redoubt.api.event.JobEvent;
import io.redoubt.api.event.Progress;
import io.redoubt.api.job.ResultManifest;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** Formats what a job event says about its job. */
final class EventText {

    private EventText() {}

    static String of(JobEvent event) {
        return switch (event.type()) {
            case QUEUED -> "queued";
            case STARTED -> event.attempt() > 1 ? "started (attempt " + event.attempt() + ")" : "started";
            case PROGRESS -> event.progress().map(ProgressText::of).orElse("running");
            case EPOCH -> event.progress().map(EventText::epoch).orElse("epoch done");
            case CHECKPOINTED -> "checkpoint stored";
            case SUCCEEDED -> event.reused() ? "already stored" : "done" + seconds(event);
            case FAILED -> "failed: " + event.message();
            case CANCELLED -> "cancelled";
        };
    }

    static String epoch(Progress progress) {
        StringJoiner figures = new StringJoiner(", ");
        for (Map.Entry<String, Double> metric : new TreeMap<>(progress.metrics()).entrySet()) {
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
}
