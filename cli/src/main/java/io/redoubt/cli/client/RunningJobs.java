package io.redoubt.cli.client;

import io.redoubt.api.Topics;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.ExperimentStatus.JobStatus;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.event.JobState;
import io.redoubt.api.event.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The latest progress of running jobs.
 *
 * @param progress progress by fingerprint
 */
public record RunningJobs(Map<String, Progress> progress) {

    /** Jobs send their progress every second. */
    private static final Duration RECENT = Duration.ofMinutes(1);

    public RunningJobs {
        progress = Map.copyOf(progress);
    }

    static RunningJobs read(TopicReader reader, Instant now) {
        Map<String, Progress> latest = new HashMap<>();
        reader.readToEnd(Topics.EVENTS, now.minus(RECENT), message -> Messages.read(message, JobEvent.class)
                .ifPresent(event -> event.progress().ifPresent(progress -> latest.put(event.fingerprint(), progress))));
        return new RunningJobs(latest);
    }

    /** The progress of a job; empty if it does not run, or has not told it for a minute. */
    public Optional<Progress> of(JobStatus job) {
        return job.state() == JobState.RUNNING
                ? Optional.ofNullable(progress.get(job.fingerprint()))
                : Optional.empty();
    }

    /** The progress of the running job of an experiment that takes longest; empty if none is known. */
    public Optional<Progress> longest(ExperimentStatus status) {
        return status.jobs().stream()
                .flatMap(job -> of(job).stream())
                .max(Comparator.comparingDouble(Progress::secondsLeft));
    }
}
