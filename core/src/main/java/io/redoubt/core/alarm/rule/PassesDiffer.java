package io.redoubt.core.alarm.rule;

import io.redoubt.api.attack.AttackName;
import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.AlarmInputs;
import io.redoubt.core.alarm.AlarmRule;
import io.redoubt.core.alarm.AlarmThresholds;
import io.redoubt.core.alarm.UnreliableWhen;
import java.util.Locale;
import java.util.stream.Stream;

/** Examples that the evaluation classifies differently than the attack that created them. */
final class PassesDiffer implements AlarmRule {

    @Override
    public String name() {
        return "two passes differ";
    }

    @Override
    public String condition() {
        return "any example is predicted differently when it is read back";
    }

    @Override
    public UnreliableWhen unreliable() {
        return UnreliableWhen.BEYOND_TOLERANCE;
    }

    @Override
    public Stream<Alarm> check(AlarmInputs inputs) {
        return inputs.attacks().attacks().stream()
                .filter(attack -> inputs.attacks().differing(attack) > 0)
                .map(attack -> alarm(inputs, attack));
    }

    private static Alarm alarm(AlarmInputs inputs, AttackName attack) {
        int differing = inputs.attacks().differing(attack);
        int images = inputs.attacks().images();
        return new Alarm(
                inputs.subject(),
                AlarmThresholds.exceedTolerance(differing, images),
                String.format(
                        Locale.ROOT,
                        "%,d of %,d examples of %s changed class between the attack and the evaluation. The model is random, or"
                                + " its predictions depend on rounding; accuracy under %s may be off by as many images.",
                        differing,
                        images,
                        attack,
                        attack));
    }
}
