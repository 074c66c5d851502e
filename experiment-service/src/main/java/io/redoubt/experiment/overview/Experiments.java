package io.redoubt.experiment.overview;

import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.experiment.view.JobHistories;
import io.redoubt.experiment.view.StatusView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Lists experiments with their figures. */
@ApplicationScoped
public class Experiments {

    private final StatusView statuses;
    private final JobHistories histories;
    private final ExperimentResults results;

    Experiments(StatusView statuses, JobHistories histories, ExperimentResults results) {
        this.statuses = statuses;
        this.histories = histories;
        this.results = results;
    }

    /** Returns the experiments that a filter selects. Only sorting by robust accuracy reads the reports of all of them. */
    public ExperimentList list(ExperimentFilter filter) {
        List<ExperimentStatus> all = statuses.all();
        boolean byResult = filter.sort() == SortKey.ROBUST;
        List<ExperimentStatus> selected = all.stream().filter(filter::accepts).toList();
        Stream<ListedExperiment> page = selected.stream()
                .map(status -> new ListedExperiment(status, byResult ? summary(status) : withoutResult(status)))
                .sorted(filter.sort().comparator(filter.descending()))
                .skip(filter.offset())
                .limit(filter.limit());
        return new ExperimentList(
                selected.size(),
                all.size(),
                page.map(listed -> byResult ? listed : new ListedExperiment(listed.status(), summary(listed.status())))
                        .toList());
    }

    /** Returns the figures of one experiment. */
    public ExperimentSummary summary(ExperimentStatus status) {
        return ExperimentSummary.of(status, histories, results.of(status).best());
    }

    private ExperimentSummary withoutResult(ExperimentStatus status) {
        return ExperimentSummary.of(status, histories, Optional.empty());
    }
}
