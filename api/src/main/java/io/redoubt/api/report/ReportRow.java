package io.redoubt.api.report;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param bestEpoch the epoch whose weights were selected on held-out training images, from 1: after adversarial training
 *     by robust accuracy, after standard training by accuracy; empty for an ensemble
 * @param lastRobustAccuracy robust accuracy of the last epoch's weights; empty if they were not judged, as those of
 *     an ensemble never are
 * @param forwardPasses images sent forward through a network for this row: pretraining, fine-tuning, attack and evaluation;
 *     for an ensemble that is the training of all its members, each job once, and its own attack and evaluation
 * @param seconds wall-clock seconds of the same work
 * @param costs what each attack cost; not in JSON where the jobs did not record it
 * @param diagnosis how the subject answers the checks for masked gradients; not in JSON if not asked for
 * @param corruptions how it bears corrupted images; not in JSON if not asked for
 * @param unreliable whether an alarm doubts the robust accuracy, be it that an attack was misled or that the figure changes; not in
 *     JSON if none does
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
        double seconds,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, AttackCost> costs,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<GradientMaskingDiagnosis> diagnosis,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<CorruptionAccuracy> corruptions,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) Boolean unreliable) {

    public ReportRow {
        confidence95 = List.copyOf(confidence95);
        attacks = Map.copyOf(attacks);
        bestEpoch = bestEpoch == null ? OptionalInt.empty() : bestEpoch;
        lastRobustAccuracy = lastRobustAccuracy == null ? Optional.empty() : lastRobustAccuracy;
        // Absent from reports of versions that did not have them.
        costs = costs == null ? Map.of() : Map.copyOf(costs);
        diagnosis = diagnosis == null ? Optional.empty() : diagnosis;
        corruptions = corruptions == null ? Optional.empty() : corruptions;
        unreliable = unreliable != null && unreliable;
    }

    /** The same row, its robust accuracy in doubt. */
    public ReportRow doubted() {
        return new ReportRow(
                subject,
                scenario,
                pretext,
                standardAccuracy,
                robustAccuracy,
                confidence95,
                attacks,
                bestEpoch,
                lastRobustAccuracy,
                forwardPasses,
                seconds,
                costs,
                diagnosis,
                corruptions,
                true);
    }
}
