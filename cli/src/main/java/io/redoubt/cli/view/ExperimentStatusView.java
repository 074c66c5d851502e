package io.redoubt.cli.view;

import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.ExperimentStatus.JobStatus;
import io.redoubt.api.event.JobState;
import io.redoubt.cli.client.RunningJobs;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Experiments and their jobs as text, with times in a time zone and the progress of running jobs. */
public final class ExperimentStatusView {

    private static final String NONE = "-";

    private final RunningJobs running;
    private final DateTimeFormatter time;

    /** @param zone the time zone of the reader */
    public ExperimentStatusView(RunningJobs running, ZoneId zone) {
        this.running = running;
        this.time =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
    }

    /** Returns a table of experiments. */
    public String list(List<ExperimentStatus> experiments) {
        TextTable table =
                new TextTable(6, List.of("experiment", "state", "jobs", "running job ends in", "updated", "message"));
        experiments.forEach(status -> table.add(List.of(
                status.experiment(),
                status.stateText(),
                done(status),
                running.longest(status)
                        .map(progress -> ProgressText.clock(progress.secondsLeft()))
                        .orElse(NONE),
                time.format(status.updated()),
                status.message())));
        return table.toString();
    }

    /** Returns a line for the experiment and one for each job. */
    public String of(ExperimentStatus status) {
        String head = status.experiment() + "  " + status.stateText() + "  " + done(status) + " jobs, updated "
                + time.format(status.updated())
                + (status.message().isEmpty() ? "" : "  " + status.message());
        return status.jobs().stream()
                .map(this::line)
                .collect(Collectors.joining(
                        System.lineSeparator(), head + System.lineSeparator(), System.lineSeparator()));
    }

    private String line(JobStatus job) {
        String progress = running.of(job).map(ProgressText::of).orElse("");
        String device = running.device(job).map(known -> "on " + known.title()).orElse("");
        return String.format(
                        Locale.ROOT,
                        "  %-48s %-10s %s",
                        job.node(),
                        job.state().wireName(),
                        Stream.of(JobText.of(job), progress, device)
                                .filter(text -> !text.isEmpty())
                                .collect(Collectors.joining("  ")))
                .stripTrailing();
    }

    private static String done(ExperimentStatus status) {
        long done = status.jobs().stream()
                .filter(job -> job.state() == JobState.SUCCEEDED)
                .count();
        return done + "/" + status.jobs().size();
    }
}
