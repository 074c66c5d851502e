package io.redoubt.experiment.overview;

import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.experiment.view.JobHistories;
import io.redoubt.experiment.view.StatusView;
import io.redoubt.experiment.view.SubmittedRequests;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Lists experiments with their figures. */
@ApplicationScoped
public class Experiments {

    private final StatusView statuses;
    private final JobHistories histories;
    private final ExperimentResults results;
    private final SubmittedRequests requests;

    Experiments(StatusView statuses, JobHistories histories, ExperimentResults results, SubmittedRequests requests) {
        this.statuses = statuses;
        this.histories = histories;
        this.results = results;
        this.requests = requests;
    }

    /**
     * Returns the experiments that a filter selects. Reads the reports of those on the page; those of all experiments only
     * to filter or sort by accuracy.
     */
    public ExperimentList list(ExperimentFilter filter) {
        List<ExperimentStatus> all = statuses.all();
        boolean byResult = filter.needsResults();
        List<ListedExperiment> selected = all.stream()
                .filter(filter::acceptsState)
                .map(status -> listed(status, byResult ? summary(status) : withoutResult(status)))
                .filter(filter::accepts)
                .sorted(filter.sort().comparator(filter.descending()))
                .toList();
        return new ExperimentList(
                selected.size(),
                all.size(),
                selected.stream()
                        .skip(filter.offset())
                        .limit(filter.limit())
                        .map(listed -> byResult ? listed : listed(listed.status(), summary(listed.status())))
                        .toList());
    }

    private ListedExperiment listed(ExperimentStatus status, ExperimentSummary summary) {
        return new ListedExperiment(status, requests.submitted(status.experiment()), summary);
    }

    /** Returns the figures of one experiment. */
    public ExperimentSummary summary(ExperimentStatus status) {
        return ExperimentSummary.of(status, histories, results.of(status).best());
    }

    private ExperimentSummary withoutResult(ExperimentStatus status) {
        return ExperimentSummary.of(status, histories, Optional.empty());
    }
}
