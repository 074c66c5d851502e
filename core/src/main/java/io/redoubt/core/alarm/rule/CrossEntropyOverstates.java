package io.redoubt.core.alarm.rule;

import io.redoubt.api.attack.AttackName;
import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.AlarmInputs;
import io.redoubt.core.alarm.AlarmRule;
import io.redoubt.core.alarm.AlarmThresholds;
import io.redoubt.core.alarm.AttackCategory;
import io.redoubt.core.alarm.AttackComparison;
import io.redoubt.core.alarm.UnreliableWhen;
import java.util.Comparator;
import java.util.stream.Stream;

/** An attack on the cross entropy that finds far fewer examples than an attack on another loss. */
final class CrossEntropyOverstates implements AlarmRule {

    @Override
    public String name() {
        return "cross entropy overstates";
    }

    @Override
    public String condition() {
        return "accuracy under an attack on the cross entropy (PGD, Auto-PGD) exceeds accuracy under an attack with another"
                + " loss by more than " + AlarmThresholds.percent(AlarmThresholds.CROSS_ENTROPY_GAP)
                + " of the images and the tolerance; the worst case already contains the lower figure";
    }

    @Override
    public UnreliableWhen unreliable() {
        return UnreliableWhen.NEVER;
    }

    @Override
    public Stream<Alarm> check(AlarmInputs inputs) {
        return inputs.attacks().attacks().stream()
                .filter(AttackCategory::followsCrossEntropy)
                .flatMap(weaker -> check(inputs, weaker));
    }

    private Stream<Alarm> check(AlarmInputs inputs, AttackName weaker) {
        AttackComparison attacks = inputs.attacks();
        return attacks.attacks().stream()
                .filter(attack -> AttackCategory.isIterative(attack) && !AttackCategory.followsCrossEntropy(attack))
                .max(Comparator.comparingInt(stronger -> attacks.lead(stronger, weaker)))
                .filter(stronger -> isFar(attacks.lead(stronger, weaker), attacks.images()))
                .map(stronger -> alarm(
                        inputs,
                        "accuracy under %s (%.1f %%) is far above accuracy under %s (%.1f %%): %s follows the cross entropy,"
                                + " which is a poor guide on this model. The higher figure overstates robustness; compare models"
                                + " by the lower one.",
                        weaker,
                        100 * attacks.accuracyUnder(weaker),
                        stronger,
                        100 * attacks.accuracyUnder(stronger),
                        weaker))
                .stream();
    }

    private static boolean isFar(int lead, int images) {
        return AlarmThresholds.exceedTolerance(lead, images) && lead > AlarmThresholds.CROSS_ENTROPY_GAP * images;
    }
}
