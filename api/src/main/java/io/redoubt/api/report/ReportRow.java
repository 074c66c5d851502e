package io.redoubt.api.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One row of the paper's table: a fine-tuned model, or an ensemble of several. Accuracies are shares in [0, 1] of the
 * judged test images.
 *
 * @param subject the model, {@code <from>/<scope>-<training>}, or the names of an ensemble's members with {@code +} between them
 * @param scenario in the paper's terms, such as {@code P3,F4}; of an ensemble each that its members have, once, with {@code +} between them
 * @param pretext the pretext task, or {@code none}; of an ensemble that of each member, with {@code +} between them
 * @param standardAccuracy on clean images (the paper's TA)
 * @param robustAccuracy worst case over all attacks, image by image (the paper's RA)
 * @param confidence95 95 % Wilson interval of the robust accuracy
 * @param attacks accuracy under each attack
 * @param bestEpoch the epoch whose weights were kept, from 1, chosen by robust accuracy on held-out training images; empty for an
 *     ensemble
 * @param lastRobustAccuracy robust accuracy of the last epoch's weights; empty if they were not judged, as those of
 *     an ensemble never are
 * @param forwardPasses images sent forward through a network for this row: pretraining, fine-tuning, attack and evaluation;
 *     for an ensemble that is the training of all its members, each job once, and its own attack and evaluation
 * @param seconds wall-clock seconds of the same work
 */
public record ReportRow(
        String subject,
        String scenario,
        String pretext,
        double standardAccuracy,
        double robustAccuracy,
        List<Double> confidence95,
        Map<String, Double> attacks,
        OptionalInt bestEpoch,
        Optional<Double> lastRobustAccuracy,
        long forwardPasses,
        double seconds) {

    public ReportRow {
        confidence95 = List.copyOf(confidence95);
        attacks = Map.copyOf(attacks);
        bestEpoch = bestEpoch == null ? OptionalInt.empty() : bestEpoch;
        lastRobustAccuracy = lastRobustAccuracy == null ? Optional.empty() : lastRobustAccuracy;
    }
}
