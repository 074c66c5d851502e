package io.redoubt.experiment.filter;

import io.redoubt.api.event.ExperimentStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * The fields of one experiment that an expression can use.
 *
 * @param status its status
 * @param submitted when its request was last submitted; empty if it is not known
 * @param progress finished share of its jobs, in [0, 1]
 * @param robustAccuracy highest robust accuracy so far, in [0, 1]; empty if there is none
 * @param standardAccuracy standard accuracy of the same model, in [0, 1]
 */
public record FilterFields(
        ExperimentStatus status,
        Optional<Instant> submitted,
        double progress,
        Optional<Double> robustAccuracy,
        Optional<Double> standardAccuracy) {}
