package io.redoubt.api.report;

import java.util.Map;

/**
 * The figures of one training epoch; {@code history.json} beside a trained model is a list of them.
 *
 * @param epoch from 1
 * @param metrics such as {@code loss}, {@code standardAccuracy} and {@code robustAccuracy} on the held-out images
 */
public record EpochRecord(int epoch, Map<String, Double> metrics) {}
