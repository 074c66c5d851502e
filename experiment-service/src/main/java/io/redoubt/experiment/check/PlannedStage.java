package io.redoubt.experiment.check;

import io.redoubt.api.job.Stage;
import java.util.Optional;

/**
 * The jobs of one stage of a request.
 *
 * @param stage their kind
 * @param jobs their number, at least 1
 * @param stored the number of those whose results are stored, so that they are not computed again; empty if they
 *     were not looked up
 */
public record PlannedStage(Stage stage, int jobs, Optional<Integer> stored) {}
