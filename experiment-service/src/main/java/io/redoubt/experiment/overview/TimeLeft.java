package io.redoubt.experiment.overview;

import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.ExperimentStatus.JobStatus;
import io.redoubt.api.event.JobState;
import io.redoubt.api.event.Progress;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.job.Stage;
import io.redoubt.experiment.view.JobHistories;
import io.redoubt.experiment.view.JobHistory;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * An estimate of the time until an experiment ends.
 *
 * @param seconds seconds from now
 * @param atLeast whether the duration of some jobs is unknown, because no job of their stage has finished yet
 */
public record TimeLeft(double seconds, boolean atLeast) {

    /**
     * Estimates the time left: what running jobs report, and for the others the mean duration of the finished jobs of
     * the same stage in this experiment, one job at a time or as many as run now. Returns empty if the experiment is not
     * running or nothing is known.
     */
    static Optional<TimeLeft> of(ExperimentStatus status, JobHistories histories) {
        if (status.state().ended()) {
            return Optional.empty();
        }
        Map<Stage, List<JobStatus>> stages = status.jobs().stream()
                .collect(
                        Collectors.groupingBy(JobStatus::stage, () -> new EnumMap<>(Stage.class), Collectors.toList()));
        List<TimeLeft> parts =
                stages.values().stream().map(jobs -> ofStage(jobs, histories)).toList();
        double seconds = parts.stream().mapToDouble(TimeLeft::seconds).sum();
        boolean atLeast = parts.stream().anyMatch(TimeLeft::atLeast);
        return seconds > 0 ? Optional.of(new TimeLeft(seconds, atLeast)) : Optional.empty();
    }

    private static TimeLeft ofStage(List<JobStatus> jobs, JobHistories histories) {
        double[] running = jobs.stream()
                .filter(job -> job.state() == JobState.RUNNING)
                .map(job -> histories.of(job.fingerprint()).progress())
                .flatMap(Optional::stream)
                .mapToDouble(Progress::secondsLeft)
                .toArray();
        long unfinished = jobs.stream().filter(TimeLeft::isUnfinished).count();
        long others = unfinished - running.length;
        OptionalDouble mean = jobs.stream()
                .filter(job -> job.state() == JobState.SUCCEEDED)
                .map(job -> histories.of(job.fingerprint()))
                .map(JobHistory::metrics)
                .map(metrics -> metrics.get(ResultManifest.SECONDS))
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .average();
        double left = Arrays.stream(running).sum() + others * mean.orElse(0);
        return new TimeLeft(left / Math.max(1, running.length), others > 0 && mean.isEmpty());
    }

    private static boolean isUnfinished(JobStatus job) {
        return job.state() == JobState.WAITING || job.state() == JobState.QUEUED || job.state() == JobState.RUNNING;
    }
}
