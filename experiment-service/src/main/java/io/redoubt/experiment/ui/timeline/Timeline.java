package io.redoubt.experiment.ui.timeline;

import io.redoubt.experiment.overview.JobOverview;
import io.redoubt.experiment.view.AttemptSummary;
import io.redoubt.experiment.view.AttemptSummary.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The axis of time of all attempts at the jobs of an experiment.
 *
 * @param start start of the first attempt
 * @param end end of the last attempt; the current time while an attempt runs
 */
public record Timeline(Instant start, Instant end) {

    /** Attempts that take no visible part of the axis are drawn with this width, in per cent. */
    private static final double MIN_WIDTH = 0.8;

    /**
     * Returns the axis; empty if there is no attempt. Attempts in other experiments are not on it, because they can be years
     * apart.
     */
    public static Optional<Timeline> of(List<JobOverview> jobs, Instant now) {
        List<AttemptSummary> attempts = jobs.stream()
                .filter(job -> job.status().experiment().isEmpty())
                .flatMap(job -> job.history().attempts().stream())
                .toList();
        return attempts.stream()
                .map(AttemptSummary::started)
                .min(Comparator.naturalOrder())
                .map(start -> new Timeline(
                        start,
                        attempts.stream()
                                .map(attempt -> end(attempt, now))
                                .max(Comparator.naturalOrder())
                                .orElseThrow()));
    }

    /** The clock of a worker can be ahead of that of this service. */
    private static Instant end(AttemptSummary attempt, Instant now) {
        boolean runs = attempt.outcome() == Outcome.RUNNING && now.isAfter(attempt.lastEvent());
        return runs ? now : attempt.lastEvent();
    }

    /** Returns the drawn attempts at a job; empty if it runs or was computed in another experiment. */
    public List<AttemptBar> bars(JobOverview job) {
        return job.status().experiment().isEmpty()
                ? job.history().attempts().stream().map(this::bar).toList()
                : List.of();
    }

    private AttemptBar bar(AttemptSummary attempt) {
        double width = Math.max(MIN_WIDTH, position(attempt.lastEvent()) - position(attempt.started()));
        double left = Math.min(position(attempt.started()), 100 - width);
        return new AttemptBar(
                attempt,
                percent(left),
                percent(width),
                percent(left + width),
                percent(attempt.outcome() == Outcome.RUNNING ? Math.max(0, 100 - left - width) : 0),
                attempt.checkpointed().map(this::position).map(Timeline::percent));
    }

    /** Returns the place of a time on the axis, in per cent. */
    private double position(Instant time) {
        double length = Math.max(1, Duration.between(start, end).toMillis());
        return Math.max(0, Math.min(100, 100 * Duration.between(start, time).toMillis() / length));
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.2f%%", value);
    }
}
