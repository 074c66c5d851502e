package io.redoubt.experiment.overview;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.redoubt.api.event.ExperimentStatus;

/**
 * An experiment in a list.
 *
 * @param status its status; its fields are those of the JSON object
 * @param summary its progress, time left and best result
 */
public record ListedExperiment(@JsonUnwrapped ExperimentStatus status, ExperimentSummary summary) {}
