package io.redoubt.core.evaluate;

import io.redoubt.api.Require;
import io.redoubt.api.report.AttackCost;
import io.redoubt.api.report.AttackFigures;
import io.redoubt.api.report.Scores;
import io.redoubt.api.request.AttackName;
import io.redoubt.api.request.AttackSetting;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Attacks of one request that do not stand in the order in which they must if the subject's gradients tell the truth (Athalye et al.
 * 2018; Carlini et al. 2019). They are compared image by image, on the images that the subject has right as they are: some attacks
 * leave the others alone.
 */
public final class AttackAlarms {

    /** The share of the images by which the cross entropy may fall behind: some is usual, and no reason for doubt. */
    private static final double FAR = 0.05;

    private final String subject;
    private final Scores scores;
    private final int images;
    private final int clean;
    /** By attack, the images that it leaves right. */
    private final Map<AttackName, BitSet> right = new LinkedHashMap<>();

    private final List<Alarm> alarms = new ArrayList<>();

    private AttackAlarms(String subject, List<AttackName> attacks, Scores scores) {
        this.subject = subject;
        this.scores = scores;
        this.images = scores.labels().size();
        this.clean = Accuracy.right(scores.labels(), List.of(scores.clean())).cardinality();
        for (AttackName attack : attacks) {
            right.put(
                    attack,
                    Accuracy.right(
                            scores.labels(),
                            List.of(
                                    scores.clean(),
                                    Require.present(
                                            "attacks." + attack,
                                            scores.attacks().get(attack.toString())))));
        }
    }

    /**
     * The alarms.
     *
     * @param subject whose
     * @param attacks those of the request
     * @param scores what the subject said under each
     * @param costs what the attacks of each ladder did, as far as it is known
     */
    public static List<Alarm> of(
            String subject, List<AttackName> attacks, Scores scores, Map<String, AttackCost> costs) {
        AttackAlarms found = new AttackAlarms(subject, attacks, scores);
        found.differingPasses();
        found.oneStepBeatsSeveral();
        found.blackBoxBeatsGradients();
        for (AttackName attack : attacks) {
            Optional.ofNullable(costs.get(attack.toString()))
                    .ifPresent(cost -> found.blackBoxBeatsLadder(attack, cost));
        }
        found.crossEntropyMisleads();
        return found.alarms;
    }

    private void differingPasses() {
        for (AttackName attack : right.keySet()) {
            int differing = scores.differing().getOrDefault(attack.toString(), 0);
            if (differing > 0) {
                raise(
                        Tolerance.isExceeded(differing, images),
                        "%,d of %,d examples of %s are taken for another class when they are read back than when %s stored"
                                + " them. The subject is random, or its answers hang on rounding; figures of that attack"
                                + " may be off by as many.",
                        differing,
                        images,
                        attack,
                        attack);
            }
        }
    }

    private void oneStepBeatsSeveral() {
        for (AttackName one : right.keySet()) {
            if (AttackCategory.isOneStep(one)) {
                right.keySet().stream()
                        .filter(AttackCategory::isIterative)
                        .max(Comparator.comparingInt(several -> lead(one, several)))
                        .filter(several -> Tolerance.isExceeded(lead(one, several), images))
                        .ifPresent(several -> raise(
                                true,
                                "one gradient step beats several: of %,d images that are right as they are, %,d withstand %s"
                                        + " and %,d withstand %s, which can take the same step (%,d fall to the first alone,"
                                        + " %,d to the second alone). Its gradients lead away from what they should find:"
                                        + " take this robust accuracy for no evidence of robustness.",
                                clean,
                                standing(one),
                                one,
                                standing(several),
                                several,
                                alone(one, several),
                                alone(several, one)));
            }
        }
    }

    private void blackBoxBeatsGradients() {
        List<AttackName> whiteBox = right.keySet().stream()
                .filter(attack -> !AttackCategory.isBlackBox(attack))
                .toList();
        if (whiteBox.isEmpty()) {
            return;
        }
        BitSet withstood = (BitSet) right.get(whiteBox.get(0)).clone();
        whiteBox.forEach(attack -> withstood.and(right.get(attack)));
        for (AttackName attack : right.keySet()) {
            if (AttackCategory.isBlackBox(attack)) {
                BitSet found = (BitSet) withstood.clone();
                found.andNot(right.get(attack));
                blackBox(found.cardinality(), withstood.cardinality(), names(whiteBox), attack.toString());
            }
        }
    }

    /** Within a ladder, an attack is given only the images that withstood those before. */
    private void blackBoxBeatsLadder(AttackName attack, AttackCost cost) {
        List<AttackSetting> before = new ArrayList<>();
        for (AttackSetting step : attack.steps()) {
            if (AttackCategory.isBlackBox(step) && !before.isEmpty()) {
                cost.rungs().stream()
                        .filter(rung -> rung.attack().equals(step.toString()))
                        .forEach(rung -> blackBox(rung, before, attack));
            } else if (!AttackCategory.isBlackBox(step)) {
                before.add(step);
            }
        }
    }

    private void blackBox(AttackFigures rung, List<AttackSetting> before, AttackName ladder) {
        blackBox(rung.fooled(), rung.attacked(), names(before), rung.attack() + " within " + ladder);
    }

    private void blackBox(int found, int withstood, String whiteBox, String blackBox) {
        if (Tolerance.isExceeded(found, images)) {
            raise(
                    true,
                    "%,d of the %,d images that withstand %s fall to %s, which knows no gradient. The gradients are of"
                            + " little use to an attack here, and accuracy under attacks that follow them is no evidence"
                            + " of robustness; the true one may be lower still.",
                    found,
                    withstood,
                    whiteBox,
                    blackBox);
        }
    }

    /** The worst case over all attacks has the better figure already, so this does not doubt it. */
    private void crossEntropyMisleads() {
        for (AttackName weak : right.keySet()) {
            if (AttackCategory.followsCrossEntropy(weak)) {
                right.keySet().stream()
                        .filter(strong ->
                                AttackCategory.isIterative(strong) && !AttackCategory.followsCrossEntropy(strong))
                        .max(Comparator.comparingInt(strong -> lead(strong, weak)))
                        .filter(strong ->
                                Tolerance.isExceeded(lead(strong, weak), images) && lead(strong, weak) > FAR * images)
                        .ifPresent(strong -> raise(
                                false,
                                "accuracy under %s (%.1f %%) is far above that under %s (%.1f %%): it follows the cross entropy, which is"
                                        + " a bad guide here. The higher figure overstates the robustness; compare this"
                                        + " subject with others by the lower one.",
                                weak,
                                100 * Accuracy.under(weak.toString(), scores).share(),
                                strong,
                                100 * Accuracy.under(strong.toString(), scores).share()));
            }
        }
    }

    /** How many images more the first fools than the second. */
    private int lead(AttackName first, AttackName second) {
        return standing(second) - standing(first);
    }

    private int standing(AttackName attack) {
        return right.get(attack).cardinality();
    }

    /** How many images fall to the first and withstand the second. */
    private int alone(AttackName first, AttackName second) {
        BitSet found = (BitSet) right.get(second).clone();
        found.andNot(right.get(first));
        return found.cardinality();
    }

    private static String names(List<?> attacks) {
        return String.join(", ", attacks.stream().map(Object::toString).toList());
    }

    private void raise(boolean unreliable, String text, Object... figures) {
        alarms.add(new Alarm(subject, unreliable, String.format(Locale.ROOT, text, figures)));
    }
}
