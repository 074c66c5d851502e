package io.redoubt.eval.report.figures;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;
import io.redoubt.api.report.Scores;
import io.redoubt.api.report.TransferMatrix;
import io.redoubt.api.report.TransferScores;
import io.redoubt.core.alarm.TransferredExamples;
import io.redoubt.core.evaluate.Accuracy;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The images that each subject classifies correctly on the examples created for each subject, including itself. An image
 * counts as correct if it is classified correctly under every attack on the source.
 *
 * @param images number of evaluated images
 * @param right correct images by evaluated subject and by source, in the report's order
 */
record TransferCounts(int images, Map<String, Map<String, BitSet>> right) {

    /**
     * Compares the predictions of all subjects.
     *
     * @param own by subject, its predictions on the examples created for itself, in the report's order
     * @param transferred by subject, its predictions on the examples created for all others
     * @throws InvalidFieldException if a subject lacks predictions on the examples of another, or they are for other images
     */
    static TransferCounts of(Map<String, Scores> own, Map<String, TransferScores> transferred) {
        Map<String, Map<String, BitSet>> right = new LinkedHashMap<>();
        own.forEach((subject, scores) -> {
            TransferScores others = Require.present("transfer." + subject, transferred.get(subject));
            if (!others.labels().equals(scores.labels())) {
                throw new InvalidFieldException(
                        "transfer." + subject,
                        "has other labels than the scores of " + subject + "; both must cover the same images");
            }
            Map<String, BitSet> column = new LinkedHashMap<>();
            for (String source : own.keySet()) {
                Map<String, List<Integer>> attacks = source.equals(subject) ? scores.attacks() : others.of(source);
                column.put(source, Accuracy.right(scores.labels(), attacks.values()));
            }
            right.put(subject, column);
        });
        return new TransferCounts(own.values().iterator().next().labels().size(), right);
    }

    /** The matrix of {@code report.json}. */
    TransferMatrix transfer() {
        List<String> subjects = List.copyOf(right.keySet());
        List<List<Double>> accuracy = new ArrayList<>();
        for (String source : subjects) {
            accuracy.add(subjects.stream()
                    .map(subject -> accuracy(subject, source).share())
                    .toList());
        }
        return new TransferMatrix(subjects, accuracy);
    }

    /** Accuracy of a subject on the examples created for {@code source}. */
    Accuracy accuracy(String subject, String source) {
        return new Accuracy(right.get(subject).get(source).cardinality(), images);
    }

    /** The results of a subject on the examples of every other subject, in the report's order. */
    List<TransferredExamples> examplesFor(String subject) {
        return right.keySet().stream()
                .filter(source -> !source.equals(subject))
                .map(source -> new TransferredExamples(
                        source, accuracy(subject, source).share(), missedByOwn(subject, source)))
                .toList();
    }

    /** Number of images that withstand every attack on a subject and are misclassified on the examples created for {@code source}. */
    int missedByOwn(String subject, String source) {
        BitSet found = (BitSet) right.get(subject).get(subject).clone();
        found.andNot(right.get(subject).get(source));
        return found.cardinality();
    }
}
