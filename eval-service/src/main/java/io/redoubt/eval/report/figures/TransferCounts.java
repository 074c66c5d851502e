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
 * Which images each subject has right on the examples made for each subject, itself included: right under every attack of the
 * source.
 *
 * @param images images judged
 * @param right by judged subject and by source, in the report's order
 */
record TransferCounts(int images, Map<String, Map<String, BitSet>> right) {

    /**
     * The matrix.
     *
     * @param own by subject, its scores on the examples made for itself; in the report's order
     * @param transferred by subject, its scores on the examples made for all others
     * @throws InvalidFieldException if a subject lacks scores on the examples of another, or they are of other images
     */
    static TransferCounts of(Map<String, Scores> own, Map<String, TransferScores> transferred) {
        Map<String, Map<String, BitSet>> right = new LinkedHashMap<>();
        own.forEach((subject, scores) -> {
            TransferScores others = Require.present("transfer." + subject, transferred.get(subject));
            if (!others.labels().equals(scores.labels())) {
                throw new InvalidFieldException(
                        "transfer." + subject,
                        "has other labels than the scores of " + subject + "; both need the same images");
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

    /** As {@code report.json} has it. */
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

    /** Accuracy of a subject on the examples made for {@code source}. */
    Accuracy accuracy(String subject, String source) {
        return new Accuracy(right.get(subject).get(source).cardinality(), images);
    }

    /** How a subject classifies the examples of every other subject, in the report's order. */
    List<TransferredExamples> examplesFor(String subject) {
        return right.keySet().stream()
                .filter(source -> !source.equals(subject))
                .map(source -> new TransferredExamples(
                        source, accuracy(subject, source).share(), missedByOwn(subject, source)))
                .toList();
    }

    /** How many images a subject has right under its own attacks and wrong on the examples made for {@code source}. */
    int missedByOwn(String subject, String source) {
        BitSet found = (BitSet) right.get(subject).get(subject).clone();
        found.andNot(right.get(subject).get(source));
        return found.cardinality();
    }
}
