package io.redoubt.core.alarm.rule;

import io.redoubt.api.report.ReportRow;
import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.AlarmInputs;
import io.redoubt.core.alarm.AlarmRule;
import io.redoubt.core.alarm.UnreliableWhen;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An accuracy under attack above the clean accuracy. Only a report's row can have one, because its robust accuracy ignores the
 * clean prediction.
 */
final class AttackAboveClean implements AlarmRule {

    @Override
    public String name() {
        return "attack above clean";
    }

    @Override
    public String condition() {
        return "accuracy under an attack is higher than on clean images";
    }

    @Override
    public UnreliableWhen unreliable() {
        return UnreliableWhen.ALWAYS;
    }

    @Override
    public Stream<Alarm> check(AlarmInputs inputs) {
        return inputs.row().stream().flatMap(row -> check(inputs, row));
    }

    private Stream<Alarm> check(AlarmInputs inputs, ReportRow row) {
        return new TreeMap<>(row.attacks())
                .entrySet().stream()
                        .filter(attack -> attack.getValue() > row.standardAccuracy())
                        .map(attack -> alarm(
                                inputs,
                                "accuracy under %s (%.1f %%) is higher than on clean images (%.1f %%). An attack cannot improve"
                                        + " a model, so this robust accuracy is not evidence of robustness.",
                                attack.getKey(),
                                100 * attack.getValue(),
                                100 * row.standardAccuracy()));
    }
}
