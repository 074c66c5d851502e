package io.redoubt.cli.client;

import io.redoubt.api.Topics;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.ExperimentStatus.JobStatus;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.event.JobState;
import io.redoubt.api.event.Progress;
import io.redoubt.api.event.WorkerDevice;
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
 * @param devices the devices of their workers by fingerprint
 */
public record RunningJobs(Map<String, Progress> progress, Map<String, WorkerDevice> devices) {

    /** Jobs send their progress every second. */
    private static final Duration RECENT = Duration.ofMinutes(1);

    public RunningJobs {
        progress = Map.copyOf(progress);
        devices = Map.copyOf(devices);
    }

    static RunningJobs read(TopicReader reader, Instant now) {
        Map<String, Progress> progress = new HashMap<>();
        Map<String, WorkerDevice> devices = new HashMap<>();
        reader.readToEnd(Topics.EVENTS, now.minus(RECENT), message -> Messages.read(message, JobEvent.class)
                .ifPresent(event -> {
                    event.progress().ifPresent(latest -> progress.put(event.fingerprint(), latest));
                    event.device().ifPresent(device -> devices.put(event.fingerprint(), device));
                }));
        return new RunningJobs(progress, devices);
    }

    /** The progress of a job; empty if it does not run, or has not told it for a minute. */
    public Optional<Progress> of(JobStatus job) {
        return running(job, progress);
    }

    /** The device of the worker of a job; empty if the job does not run, or its worker has not told it for a minute. */
    public Optional<WorkerDevice> device(JobStatus job) {
        return running(job, devices);
    }

    private static <T> Optional<T> running(JobStatus job, Map<String, T> latest) {
        return job.state() == JobState.RUNNING ? Optional.ofNullable(latest.get(job.fingerprint())) : Optional.empty();
    }

    /** The progress of the running job of an experiment that takes longest; empty if none is known. */
    public Optional<Progress> longest(ExperimentStatus status) {
        return status.jobs().stream()
                .flatMap(job -> of(job).stream())
                .max(Comparator.comparingDouble(Progress::secondsLeft));
    }
}
