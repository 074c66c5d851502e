package io.redoubt.experiment.dataset;

import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.experiment.view.StatusView;
import io.redoubt.experiment.view.SubmittedRequests;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Predicate;

/** The experiments that have not ended, by their requests. */
@ApplicationScoped
public class UnfinishedExperiments {

    private final StatusView statuses;
    private final SubmittedRequests requests;

    UnfinishedExperiments(StatusView statuses, SubmittedRequests requests) {
        this.statuses = statuses;
        this.requests = requests;
    }

    /** Returns the ids of those whose request satisfies a condition, or is not known to this service. */
    public List<String> whose(Predicate<ExperimentRequest> condition) {
        return statuses.all().stream()
                .filter(status -> !status.state().ended())
                .map(ExperimentStatus::experiment)
                .filter(id -> requests.request(id).map(condition::test).orElse(true))
                .sorted()
                .toList();
    }
}
