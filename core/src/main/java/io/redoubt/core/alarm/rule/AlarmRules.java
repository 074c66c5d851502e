package io.redoubt.core.alarm.rule;

import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.AlarmInputs;
import io.redoubt.core.alarm.AlarmRule;
import io.redoubt.core.alarm.masking.MaskingRules;
import java.util.List;
import java.util.stream.Stream;

/** All rules. A report lists the alarms of a subject in this order, those about masked gradients last. */
public final class AlarmRules {

    private static final List<AlarmRule> RULES = List.of(
            new ClassNamesDiffer(),
            new ClassesMissing(),
            new SubsetNotMixed(),
            new NothingLearned(),
            new AttackAboveClean(),
            new FirstEpochBest(),
            new ClassesNotHeldOut(),
            new CatastrophicOverfittingDetected(),
            new RobustOverfitting(),
            new PassesDiffer(),
            new OneStepBeatsSeveral(),
            new GradientFreeSearchWins(),
            new CrossEntropyOverstates(),
            new TransferBeatsOwnAttacks(),
            new DamagedCheckpoints());

    private AlarmRules() {}

    /** Returns the alarms of a subject. */
    public static List<Alarm> check(AlarmInputs inputs) {
        return check(Stream.concat(RULES.stream(), MaskingRules.all().stream()).toList(), inputs);
    }

    static List<Alarm> check(List<AlarmRule> rules, AlarmInputs inputs) {
        return rules.stream().flatMap(rule -> rule.check(inputs)).toList();
    }

    /** The rules, without those about masked gradients. */
    static List<AlarmRule> all() {
        return RULES;
    }
}
