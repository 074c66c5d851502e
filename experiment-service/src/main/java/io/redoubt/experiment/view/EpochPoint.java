package io.redoubt.experiment.view;

import java.time.Instant;
import java.util.Map;

/**
 * The figures of one training epoch.
 *
 * @param epoch from 1
 * @param time when the epoch ended
 * @param imagesPerSecond throughput of the epoch's last phase
 * @param metrics as in {@link io.redoubt.api.report.EpochRecord}
 */
public record EpochPoint(int epoch, Instant time, double imagesPerSecond, Map<String, Double> metrics) {

    public EpochPoint {
        metrics = Map.copyOf(metrics);
    }
}
