package io.redoubt.experiment.overview;

import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.ExperimentStatus.JobStatus;
import io.redoubt.api.event.JobState;
import io.redoubt.api.event.Progress;
import io.redoubt.experiment.view.JobHistories;
import java.util.Optional;

/**
 * The figures of one experiment in a list.
 *
 * @param jobs number of jobs; 0 if the request was rejected
 * @param done jobs that have succeeded
 * @param running jobs that run now
 * @param failed jobs that failed
 * @param progress share of the jobs that are finished, with the finished parts of running ones, in [0, 1]
 * @param timeLeft estimate of the time until the end
 * @param best the row with the highest robust accuracy so far
 */
public record ExperimentSummary(
        int jobs,
        int done,
        int running,
        int failed,
        double progress,
        Optional<TimeLeft> timeLeft,
        Optional<ResultRow> best) {

    /** A running job is not finished, whatever it reports. */
    private static final double ALMOST = 0.99;

    static ExperimentSummary of(ExperimentStatus status, JobHistories histories, Optional<ResultRow> best) {
        int done = count(status, JobState.SUCCEEDED);
        double parts = status.jobs().stream()
                .filter(job -> job.state() == JobState.RUNNING)
                .mapToDouble(job -> fraction(job, histories))
                .sum();
        int jobs = status.jobs().size();
        return new ExperimentSummary(
                jobs,
                done,
                count(status, JobState.RUNNING),
                count(status, JobState.FAILED),
                jobs == 0 ? 0 : (done + parts) / jobs,
                TimeLeft.of(status, histories),
                best);
    }

    private static int count(ExperimentStatus status, JobState state) {
        return (int) status.jobs().stream().filter(job -> job.state() == state).count();
    }

    private static double fraction(JobStatus job, JobHistories histories) {
        return histories
                .of(job.fingerprint())
                .progress()
                .map(ExperimentSummary::fraction)
                .orElse(0.0);
    }

    /**
     * Returns the finished share of a job, in [0, 1). If the job does not report it, epochs count if there are any, because
     * phases differ in cost.
     */
    public static double fraction(Progress progress) {
        return Math.max(0, Math.min(ALMOST, progress.fraction().orElseGet(() -> imagesDone(progress))));
    }

    private static double imagesDone(Progress progress) {
        double phase = progress.total() == 0 ? 0 : (double) progress.done() / progress.total();
        return progress.epochs() == 0 ? phase : (Math.max(0, progress.epoch() - 1) + phase) / progress.epochs();
    }
}
