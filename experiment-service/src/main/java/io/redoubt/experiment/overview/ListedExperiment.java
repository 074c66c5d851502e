package io.redoubt.experiment.overview;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.experiment.filter.FilterFields;
import java.time.Instant;
import java.util.Optional;

/**
 * An experiment in a list.
 *
 * @param status its status; its fields are those of the JSON object
 * @param submitted when its request was last submitted; empty if {@code redoubt gc} has removed the request
 * @param summary its progress, time left and best result
 */
public record ListedExperiment(
        @JsonUnwrapped ExperimentStatus status, Optional<Instant> submitted, ExperimentSummary summary) {

    /** Returns what a filter can use. */
    @JsonIgnore
    FilterFields fields() {
        return new FilterFields(
                status,
                submitted,
                summary.progress(),
                summary.best().map(ResultRow::robustAccuracy),
                summary.best().map(ResultRow::standardAccuracy));
    }
}
