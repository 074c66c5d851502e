package io.redoubt.api.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One row of the paper's table. Accuracies are shares in [0, 1] of the judged test images.
 *
 * @param subject the model, {@code <from>/<scope>-<training>}
 * @param scenario in the paper's terms, such as {@code P3,F4}
 * @param pretext the pretext task, or {@code none}
 * @param standardAccuracy on clean images (the paper's TA)
 * @param robustAccuracy worst case over all attacks, image by image (the paper's RA)
 * @param confidence95 95 % Wilson interval of the robust accuracy
 * @param attacks accuracy under each attack
 * @param bestEpoch the epoch whose weights were kept, from 1, chosen by robust accuracy on held-out training images
 * @param lastRobustAccuracy robust accuracy of the last epoch's weights; empty if they were not judged
 * @param forwardPasses images sent forward through a network for this row: pretraining, fine-tuning, attack and evaluation
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
        int bestEpoch,
        Optional<Double> lastRobustAccuracy,
        long forwardPasses,
        double seconds) {

    public ReportRow {
        confidence95 = List.copyOf(confidence95);
        attacks = Map.copyOf(attacks);
        lastRobustAccuracy = lastRobustAccuracy == null ? Optional.empty() : lastRobustAccuracy;
    }
}
