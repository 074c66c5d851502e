package io.redoubt.experiment.ui;

import io.redoubt.experiment.rest.Problem;

/**
 * The page of an error.
 *
 * @param problem the error
 */
public record ProblemModel(Problem problem) {}
