package io.redoubt.core.alarm.masking;

import io.redoubt.api.report.GradientMaskingDiagnosis;
import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.AlarmInputs;
import io.redoubt.core.alarm.AlarmRule;
import io.redoubt.core.alarm.AlarmThresholds;
import io.redoubt.core.alarm.UnreliableWhen;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A rule that reads the checks for masked gradients (Athalye et al. 2018; Carlini et al. 2019, "On Evaluating Adversarial
 * Robustness").
 */
abstract class MaskingRule implements AlarmRule {

    @Override
    public final UnreliableWhen unreliable() {
        return UnreliableWhen.ALWAYS;
    }

    @Override
    public final Stream<Alarm> check(AlarmInputs inputs) {
        return inputs.diagnosis().stream().flatMap(diagnosis -> check(inputs, diagnosis));
    }

    abstract Stream<Alarm> check(AlarmInputs inputs, GradientMaskingDiagnosis diagnosis);

    /** Returns an alarm if {@code raised}. */
    final Stream<Alarm> alarmIf(boolean raised, AlarmInputs inputs, String text, Object... figures) {
        return raised ? Stream.of(alarm(inputs, text, figures)) : Stream.empty();
    }

    static boolean exceedTolerance(int images, GradientMaskingDiagnosis diagnosis) {
        return AlarmThresholds.exceedTolerance(images, diagnosis.images());
    }

    /** A number of images as a share of the checked images, such as {@code 12.5 %}. */
    static String percent(int images, GradientMaskingDiagnosis diagnosis) {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * images / diagnosis.images());
    }
}
