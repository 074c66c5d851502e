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
import java.util.List;
import java.util.stream.Stream;

/** A single-step attack that fools more images than an iterative one, a sign of masked gradients (Athalye et al. 2018). */
final class OneStepBeatsSeveral implements AlarmRule {

    @Override
    public String name() {
        return "one step beats several";
    }

    @Override
    public String condition() {
        return "among the images classified correctly without a perturbation, a one-step attack fools more than an iterative"
                + " attack of the same request, beyond the tolerance";
    }

    @Override
    public UnreliableWhen unreliable() {
        return UnreliableWhen.ALWAYS;
    }

    @Override
    public Stream<Alarm> check(AlarmInputs inputs) {
        return inputs.attacks().attacks().stream()
                .filter(AttackCategory::isOneStep)
                .flatMap(oneStep -> check(inputs, oneStep));
    }

    /** Compares counts, not images: each attack may miss some images by chance. */
    private Stream<Alarm> check(AlarmInputs inputs, AttackName oneStep) {
        AttackComparison attacks = inputs.attacks();
        return attacks.attacks().stream()
                .filter(AttackCategory::isIterative)
                .max(Comparator.comparingInt(iterative -> attacks.lead(oneStep, iterative)))
                .filter(iterative ->
                        AlarmThresholds.exceedTolerance(attacks.lead(oneStep, iterative), attacks.images()))
                .map(iterative -> alarm(
                        inputs,
                        "one gradient step beats several: of %,d images that are classified correctly without a perturbation,"
                                + " %,d withstand %s and %,d withstand %s, which can take the same step (%,d are fooled only by"
                                + " the former, %,d only by the latter). The gradients mislead the attack, so this robust"
                                + " accuracy is not evidence of robustness.",
                        attacks.correctWhenClean(),
                        attacks.withstand(oneStep),
                        oneStep,
                        attacks.withstand(iterative),
                        iterative,
                        attacks.fooledOnlyBy(oneStep, List.of(iterative)),
                        attacks.fooledOnlyBy(iterative, List.of(oneStep))))
                .stream();
    }
}
