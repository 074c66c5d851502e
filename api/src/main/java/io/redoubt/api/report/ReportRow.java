package io.redoubt.api.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One row of the paper's table: a fine-tuned model, or an ensemble of several. Accuracies are shares in [0, 1] of the evaluated
 * test images.
 *
 * @param subject name of the model, {@code <from>/<scope>-<training>}, or the names of the members of an ensemble, joined by
 *     {@code +}
 * @param scenario in the paper's terms, such as {@code P3,F4}; for an ensemble, each scenario of its members once, joined by {@code +}
 * @param pretext the pretext task, or {@code none}; for an ensemble, that of each member, joined by {@code +}
 * @param standardAccuracy on clean images (the paper's TA)
 * @param robustAccuracy worst case per image over all attacks (the paper's RA)
 * @param confidence95 95 % Wilson interval of the robust accuracy: low, high
 * @param attacks accuracy under each attack
 * @param bestEpoch the epoch whose weights were selected on held-out training images, from 1: after adversarial training
 *     by robust accuracy, after standard training by accuracy; empty for an ensemble
 * @param lastRobustAccuracy robust accuracy of the last epoch's weights; empty if they were not evaluated, as for an ensemble
 * @param forwardPasses images sent forward through a network in pretraining, fine-tuning, attacks and evaluation; for an
 *     ensemble, in the training of all its members, each job counted once, and in its own attacks and evaluation
 * @param seconds wall-clock seconds of the same jobs
 * @param costs cost of each attack; omitted from JSON if the jobs did not record it
 * @param diagnosis results of the checks for masked gradients; omitted from JSON if not requested
 * @param corruptions accuracy on corrupted images; omitted from JSON if not requested
 * @param unreliable whether an alarm puts the robust accuracy in doubt; omitted from JSON if false
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
        costs = costs == null ? Map.of() : Map.copyOf(costs);
        diagnosis = diagnosis == null ? Optional.empty() : diagnosis;
        corruptions = corruptions == null ? Optional.empty() : corruptions;
        unreliable = unreliable != null && unreliable;
    }

    /** Returns a builder for the row of a subject. */
    public static Builder builder(String subject, String scenario, String pretext) {
        return new Builder(subject, scenario, pretext);
    }

    /** Returns a builder with the figures of this row. */
    public Builder toBuilder() {
        return new Builder(subject, scenario, pretext)
                .standardAccuracy(standardAccuracy)
                .robustAccuracy(robustAccuracy, confidence95)
                .attacks(attacks)
                .bestEpoch(bestEpoch)
                .lastRobustAccuracy(lastRobustAccuracy)
                .work(forwardPasses, seconds)
                .costs(costs)
                .diagnosis(diagnosis)
                .corruptions(corruptions)
                .unreliable(unreliable);
    }

    /** Collects the figures of a row. Unset fields are 0, empty or false. */
    public static final class Builder {
        private final String subject;
        private final String scenario;
        private final String pretext;
        private double standardAccuracy;
        private double robustAccuracy;
        private List<Double> confidence95 = List.of();
        private Map<String, Double> attacks = Map.of();
        private OptionalInt bestEpoch = OptionalInt.empty();
        private Optional<Double> lastRobustAccuracy = Optional.empty();
        private long forwardPasses;
        private double seconds;
        private Map<String, AttackCost> costs = Map.of();
        private Optional<GradientMaskingDiagnosis> diagnosis = Optional.empty();
        private Optional<CorruptionAccuracy> corruptions = Optional.empty();
        private boolean unreliable;

        private Builder(String subject, String scenario, String pretext) {
            this.subject = subject;
            this.scenario = scenario;
            this.pretext = pretext;
        }

        public Builder standardAccuracy(double standardAccuracy) {
            this.standardAccuracy = standardAccuracy;
            return this;
        }

        public Builder robustAccuracy(double robustAccuracy, List<Double> confidence95) {
            this.robustAccuracy = robustAccuracy;
            this.confidence95 = confidence95;
            return this;
        }

        public Builder attacks(Map<String, Double> attacks) {
            this.attacks = attacks;
            return this;
        }

        public Builder bestEpoch(OptionalInt bestEpoch) {
            this.bestEpoch = bestEpoch;
            return this;
        }

        public Builder lastRobustAccuracy(Optional<Double> lastRobustAccuracy) {
            this.lastRobustAccuracy = lastRobustAccuracy;
            return this;
        }

        public Builder work(long forwardPasses, double seconds) {
            this.forwardPasses = forwardPasses;
            this.seconds = seconds;
            return this;
        }

        public Builder costs(Map<String, AttackCost> costs) {
            this.costs = costs;
            return this;
        }

        public Builder diagnosis(Optional<GradientMaskingDiagnosis> diagnosis) {
            this.diagnosis = diagnosis;
            return this;
        }

        public Builder corruptions(Optional<CorruptionAccuracy> corruptions) {
            this.corruptions = corruptions;
            return this;
        }

        public Builder unreliable(boolean unreliable) {
            this.unreliable = unreliable;
            return this;
        }

        public ReportRow build() {
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
                    unreliable);
        }
    }
}
