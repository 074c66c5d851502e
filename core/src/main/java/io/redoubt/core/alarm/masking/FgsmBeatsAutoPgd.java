package io.redoubt.core.alarm.masking;

import io.redoubt.api.report.GradientMaskingDiagnosis;
import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.AlarmInputs;
import java.util.stream.Stream;

/** A single gradient step that fools more images than several. */
final class FgsmBeatsAutoPgd extends MaskingRule {

    @Override
    public String name() {
        return "one step and several";
    }

    @Override
    public String condition() {
        return "fewer images are correct under FGSM than under Auto-PGD with 20 steps, beyond the tolerance";
    }

    @Override
    Stream<Alarm> check(AlarmInputs inputs, GradientMaskingDiagnosis diagnosis) {
        return alarmIf(
                exceedTolerance(diagnosis.iterative() - diagnosis.oneStep(), diagnosis),
                inputs,
                "one step (FGSM) beats several (Auto-PGD): %s of the checked images are correct under FGSM, %s under Auto-PGD."
                        + " The gradients mislead the attack.",
                percent(diagnosis.oneStep(), diagnosis),
                percent(diagnosis.iterative(), diagnosis));
    }
}
