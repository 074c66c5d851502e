package io.redoubt.experiment.overview;

import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.ExperimentStatus.JobStatus;
import io.redoubt.api.event.JobState;
import io.redoubt.api.job.Stage;
import io.redoubt.experiment.view.JobHistories;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The jobs of experiments, with their dependencies, attempts and learning curves. */
@ApplicationScoped
public class ExperimentJobs {

    private final Plans plans;
    private final JobHistories histories;

    ExperimentJobs(Plans plans, JobHistories histories) {
        this.plans = plans;
        this.histories = histories;
    }

    /** Returns the jobs of an experiment in the order of its plan. */
    public List<JobOverview> of(ExperimentStatus status) {
        Map<String, List<String>> needs = plans.dependencies(status);
        Set<String> succeeded = status.jobs().stream()
                .filter(job -> job.state() == JobState.SUCCEEDED)
                .map(JobStatus::node)
                .collect(Collectors.toSet());
        return status.jobs().stream()
                .map(job -> overview(job, needs.getOrDefault(job.node(), List.of()), succeeded))
                .toList();
    }

    private JobOverview overview(JobStatus job, List<String> needs, Set<String> succeeded) {
        List<String> unfinished =
                needs.stream().filter(name -> !succeeded.contains(name)).toList();
        return new JobOverview(job, needs, unfinished, histories.of(job.fingerprint()));
    }

    /** Returns the learning curves of the training jobs that have finished an epoch. */
    public List<Curve> curves(ExperimentStatus status) {
        return status.jobs().stream()
                .filter(job -> job.stage() == Stage.PRETRAIN || job.stage() == Stage.FINETUNE)
                .map(job -> new Curve(
                        job.node(),
                        job.stage(),
                        job.state(),
                        histories.of(job.fingerprint()).epochs()))
                .filter(curve -> !curve.epochs().isEmpty())
                .toList();
    }
}
