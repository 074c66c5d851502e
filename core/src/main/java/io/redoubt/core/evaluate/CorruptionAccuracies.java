package io.redoubt.core.evaluate;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;
import io.redoubt.api.report.CorruptionAccuracy;
import io.redoubt.api.report.CorruptionScores;
import io.redoubt.core.corruption.Corruption;
import io.redoubt.core.corruption.Corruptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Computes accuracies on corrupted images from predictions. */
public final class CorruptionAccuracies {

    private CorruptionAccuracies() {}

    /**
     * Returns the accuracies; empty if there are no shards.
     *
     * @param shards the predictions on consecutive ranges of the images, in any order
     * @param labels the true classes of all images
     * @throws InvalidFieldException if the shards lack a family, differ in severities, or are not of these images
     */
    public static Optional<CorruptionAccuracy> of(List<CorruptionScores> shards, List<Integer> labels) {
        if (shards.isEmpty()) {
            return Optional.empty();
        }
        requireImages(shards, labels);
        Map<String, List<Double>> families = new LinkedHashMap<>();
        for (String family : Corruptions.names()) {
            families.put(family, shares(family, shards, labels.size()));
        }
        return Optional.of(new CorruptionAccuracy(
                mean(Corruptions.core(), families), mean(Corruptions.extra(), families), families));
    }

    private static void requireImages(List<CorruptionScores> shards, List<Integer> labels) {
        List<CorruptionScores> inOrder = new ArrayList<>(shards);
        inOrder.sort((one, other) -> Integer.compare(one.from(), other.from()));
        List<Integer> found = new ArrayList<>();
        for (CorruptionScores shard : inOrder) {
            if (shard.from() != found.size()) {
                throw new InvalidFieldException(
                        "corruptions", "begin at image " + shard.from() + " instead of " + found.size());
            }
            found.addAll(shard.labels());
        }
        if (!found.equals(labels)) {
            throw new InvalidFieldException(
                    "corruptions", "have other labels than the scores; both must cover the same images");
        }
    }

    private static List<Double> shares(String family, List<CorruptionScores> shards, int images) {
        int[] correct = new int[severities(family, shards.get(0))];
        for (CorruptionScores shard : shards) {
            if (severities(family, shard) != correct.length) {
                throw new InvalidFieldException(
                        "corruptions." + family, "has different numbers of severities in the shards");
            }
            for (int severity = 0; severity < correct.length; severity++) {
                correct[severity] += correct(shard.families().get(family).get(severity), shard.labels());
            }
        }
        List<Double> shares = new ArrayList<>();
        for (int count : correct) {
            shares.add((double) count / images);
        }
        return shares;
    }

    private static int severities(String family, CorruptionScores shard) {
        return Require.present("corruptions." + family, shard.families().get(family))
                .size();
    }

    private static int correct(List<Integer> predicted, List<Integer> labels) {
        return Accuracy.right(labels, List.of(predicted)).cardinality();
    }

    private static double mean(List<Corruption> corruptions, Map<String, List<Double>> families) {
        return corruptions.stream()
                .flatMap(corruption -> families.get(corruption.name()).stream())
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
    }
}
