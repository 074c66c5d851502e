package io.redoubt.experiment.overview;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.redoubt.api.event.ExperimentStatus.JobStatus;
import io.redoubt.experiment.view.JobHistory;
import java.util.List;

/**
 * One job of an experiment.
 *
 * @param status its status; its fields are those of the JSON object
 * @param needs the jobs whose results it needs
 * @param unfinished those of them that have not succeeded
 * @param history its attempts and epochs
 */
public record JobOverview(
        @JsonUnwrapped JobStatus status, List<String> needs, List<String> unfinished, JobHistory history) {

    public JobOverview {
        needs = List.copyOf(needs);
        unfinished = List.copyOf(unfinished);
    }
}
