package io.redoubt.experiment.ui;

import io.redoubt.api.event.ControlCommand.Action;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.ExperimentStatus.JobStatus;
import io.redoubt.api.event.JobState;
import io.redoubt.api.job.Stage;
import io.redoubt.experiment.overview.ExperimentSummary;
import io.redoubt.experiment.overview.JobOverview;
import io.redoubt.experiment.overview.ResultOverview;
import io.redoubt.experiment.overview.ResultRow;
import io.redoubt.experiment.ui.plan.PlanGraph;
import io.redoubt.experiment.ui.timeline.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The page of one experiment.
 *
 * @param status its status
 * @param summary its progress and time left
 * @param jobs its jobs
 * @param results its results so far
 * @param request its request, if it is still available
 * @param all whether the reader wants to see all jobs
 * @param now the current time
 * @param notice what the last action did; empty if there was none
 */
public record ExperimentModel(
        ExperimentStatus status,
        ExperimentSummary summary,
        List<JobOverview> jobs,
        ResultOverview results,
        Optional<RequestText> request,
        boolean all,
        Instant now,
        String notice) {

    /** Larger plans show the jobs that run, wait for a worker or have failed, unless the reader asks for all. */
    private static final int MANY_JOBS = 60;

    public ExperimentModel {
        jobs = List.copyOf(jobs);
    }

    /** Returns the address of this page. */
    public String url() {
        return "/ui/experiments/" + status.experiment() + (all ? "?jobs=all" : "");
    }

    /** Returns the address of the experiment in the REST API. */
    public String twin() {
        return "/experiments/" + status.experiment();
    }

    /** Returns whether the experiment can be cancelled. */
    public boolean isCancellable() {
        return Action.CANCEL.conflict(status.state()).isEmpty();
    }

    /** Returns whether the experiment can be paused. */
    public boolean isPausable() {
        return Action.PAUSE.conflict(status.state()).isEmpty();
    }

    /** Returns whether the experiment has ended, so that it can be deleted. */
    public boolean isEnded() {
        return status.state().ended();
    }

    /** Returns whether the experiment is paused. */
    public boolean isPaused() {
        return status.state() == ExperimentState.PAUSED;
    }

    /** Returns whether the request was rejected, so that there are no jobs. */
    public boolean isRejected() {
        return status.state() == ExperimentState.REJECTED;
    }

    /** Returns whether there is a report. */
    public boolean isReported() {
        return status.jobs().stream().anyMatch(job -> job.stage() == Stage.REPORT && job.state() == JobState.SUCCEEDED);
    }

    /** Returns the names of the models that can be downloaded. */
    public List<String> models() {
        return status.jobs().stream()
                .filter(job -> job.stage() == Stage.FINETUNE && job.state() == JobState.SUCCEEDED)
                .map(job -> job.node().substring(job.node().indexOf('/') + 1))
                .toList();
    }

    /** Returns when its first job was queued. */
    public Optional<Instant> started() {
        return jobs.stream().flatMap(job -> job.history().queued().stream()).min(Comparator.naturalOrder());
    }

    /** Returns the estimated time of the end. */
    public Optional<Instant> expectedEnd() {
        return summary.timeLeft()
                .filter(left -> !left.atLeast())
                .map(left -> now.plusSeconds(Math.round(left.seconds())));
    }

    /** Returns what needs attention: why it failed or waits, and the alarms of the report. */
    public List<String> alarms() {
        List<String> alarms = new ArrayList<>();
        if (!status.message().isEmpty()) {
            alarms.add(status.message());
        }
        status.jobs().stream()
                .filter(job -> job.state() == JobState.FAILED || isStuck(job))
                .map(JobStatus::message)
                .filter(message -> !message.isEmpty() && !status.message().contains(message))
                .distinct()
                .forEach(alarms::add);
        alarms.addAll(results.alarms());
        return alarms;
    }

    /** A queued job waits in vain if nothing runs; otherwise it may wait for a worker that is busy. */
    private boolean isStuck(JobStatus job) {
        return job.state() == JobState.QUEUED && summary.running() == 0;
    }

    /** Returns the drawn plan. */
    public PlanGraph graph() {
        return PlanGraph.of(jobs);
    }

    /** Returns the axis of the drawn attempts; empty if there are none. */
    public Optional<Timeline> timeline() {
        return Timeline.of(jobs, now);
    }

    /** Returns the jobs to show. */
    public List<JobRow> rows() {
        return IntStream.range(0, jobs.size())
                .mapToObj(number -> new JobRow(number, jobs.get(number), status.state()))
                .filter(row -> all || jobs.size() <= MANY_JOBS || row.isActive())
                .toList();
    }

    /** Returns the attacks that the results have columns for. */
    public List<String> attacks() {
        TreeSet<String> attacks = new TreeSet<>();
        results.rows().forEach(row -> attacks.addAll(row.attacks().keySet()));
        return List.copyOf(attacks);
    }

    /** Returns whether a row has the highest robust accuracy of several. */
    public boolean isBest(ResultRow row) {
        return results.rows().size() > 1 && results.best().filter(row::equals).isPresent();
    }
}
