package io.redoubt.core.alarm.rule;

import io.redoubt.api.report.ReportRow;
import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.AlarmInputs;
import io.redoubt.core.alarm.AlarmRule;
import io.redoubt.core.alarm.AlarmThresholds;
import io.redoubt.core.alarm.UnreliableWhen;
import java.util.Locale;
import java.util.stream.Stream;

/** A robust accuracy that fell after the best epoch (Rice et al. 2020, "Overfitting in adversarially robust deep learning"). */
final class RobustOverfitting implements AlarmRule {

    @Override
    public String name() {
        return "robust overfitting";
    }

    @Override
    public String condition() {
        return String.format(
                Locale.ROOT,
                "RA of the last epoch is more than %.0f points below RA of the best epoch",
                100 * AlarmThresholds.OVERFITTING);
    }

    @Override
    public UnreliableWhen unreliable() {
        return UnreliableWhen.NEVER;
    }

    @Override
    public Stream<Alarm> check(AlarmInputs inputs) {
        // After catastrophic overfitting the last epoch is meaningless; a separate alarm reports it.
        boolean collapsed =
                CatastrophicOverfittingDetected.collapse(inputs.history()).isPresent();
        return collapsed ? Stream.empty() : inputs.row().stream().flatMap(row -> check(inputs, row));
    }

    private Stream<Alarm> check(AlarmInputs inputs, ReportRow row) {
        return row.lastRobustAccuracy().stream()
                .filter(last -> row.robustAccuracy() - last > AlarmThresholds.OVERFITTING)
                .map(last -> alarm(
                        inputs,
                        "robust accuracy fell from %.1f %% at epoch %d to %.1f %% at the last epoch (robust overfitting).",
                        100 * row.robustAccuracy(),
                        row.bestEpoch().getAsInt(),
                        100 * last));
    }
}
