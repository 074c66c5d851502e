package io.redoubt.api.report;

import java.util.List;

/**
 * The transfer matrix.
 *
 * @param subjects the subjects, in the order of rows and columns
 * @param robustAccuracy entry [i][j]: accuracy of subject j on the examples made for subject i
 */
public record Transfer(List<String> subjects, List<List<Double>> robustAccuracy) {}
