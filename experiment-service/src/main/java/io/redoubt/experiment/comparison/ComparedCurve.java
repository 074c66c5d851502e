package io.redoubt.experiment.comparison;

import io.redoubt.api.report.SeedStatistics;
import io.redoubt.experiment.overview.Curve;
import io.redoubt.experiment.view.EpochPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The learning curve of one training job, over the experiments of a group.
 *
 * @param node name of the job
 * @param experiments number of experiments that have finished an epoch of it
 * @param epochs the epochs that one of them has finished, in order
 */
public record ComparedCurve(String node, int experiments, List<Epoch> epochs) {

    public ComparedCurve {
        epochs = List.copyOf(epochs);
    }

    /**
     * One epoch.
     *
     * @param epoch from 1
     * @param metrics metrics as in {@link io.redoubt.api.report.EpochRecord}, over the experiments that have finished it
     */
    public record Epoch(int epoch, Map<String, SeedStatistics> metrics) {

        public Epoch {
            metrics = Map.copyOf(metrics);
        }

        static Epoch of(int epoch, List<EpochPoint> points) {
            Map<String, SeedStatistics> metrics = points.stream()
                    .flatMap(point -> point.metrics().keySet().stream())
                    .distinct()
                    .collect(Collectors.toMap(metric -> metric, metric -> statistics(metric, points)));
            return new Epoch(epoch, metrics);
        }

        private static SeedStatistics statistics(String metric, List<EpochPoint> points) {
            return SeedStatistics.of(points.stream()
                    .map(EpochPoint::metrics)
                    .filter(metrics -> metrics.containsKey(metric))
                    .mapToDouble(metrics -> metrics.get(metric))
                    .toArray());
        }
    }

    /** Aggregates the curves of the same job. */
    static ComparedCurve of(String node, List<Curve> curves) {
        Map<Integer, List<EpochPoint>> byEpoch = new TreeMap<>();
        curves.forEach(curve -> curve.epochs()
                .forEach(point -> byEpoch.computeIfAbsent(point.epoch(), epoch -> new ArrayList<>())
                        .add(point)));
        return new ComparedCurve(
                node,
                curves.size(),
                byEpoch.entrySet().stream()
                        .map(epoch -> Epoch.of(epoch.getKey(), epoch.getValue()))
                        .toList());
    }
}
