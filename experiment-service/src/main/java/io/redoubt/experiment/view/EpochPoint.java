package io.redoubt.experiment.view;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The figures of one training epoch.
 *
 * @param epoch from 1
 * @param time when the epoch ended
 * @param imagesPerSecond training throughput; empty if the epoch was too short to report it
 * @param metrics as in {@link io.redoubt.api.report.EpochRecord}
 */
public record EpochPoint(int epoch, Instant time, Optional<Double> imagesPerSecond, Map<String, Double> metrics) {

    public EpochPoint {
        metrics = Map.copyOf(metrics);
    }
}
