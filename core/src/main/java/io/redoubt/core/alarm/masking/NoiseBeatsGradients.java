package io.redoubt.core.alarm.masking;

import io.redoubt.api.report.GradientMaskingDiagnosis;
import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.AlarmInputs;
import java.util.stream.Stream;

/** Random perturbations that fool more images than a gradient attack. */
final class NoiseBeatsGradients extends MaskingRule {

    @Override
    public String name() {
        return "noise";
    }

    @Override
    public String condition() {
        return "fewer images are correct under the worst of 10 random perturbations than under Auto-PGD, beyond the tolerance";
    }

    @Override
    Stream<Alarm> check(AlarmInputs inputs, GradientMaskingDiagnosis diagnosis) {
        return alarmIf(
                exceedTolerance(diagnosis.iterative() - diagnosis.noise(), diagnosis),
                inputs,
                "random noise beats gradients: %s of the checked images are correct under noise, %s under Auto-PGD.",
                percent(diagnosis.noise(), diagnosis),
                percent(diagnosis.iterative(), diagnosis));
    }
}
