package io.redoubt.core.alarm.masking;

import io.redoubt.api.report.GradientMaskingDiagnosis;
import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.AlarmInputs;
import java.util.stream.Stream;

/** Gradients that vanish, usually because the softmax saturates in float32. */
final class ZeroGradients extends MaskingRule {

    @Override
    public String name() {
        return "gradient";
    }

    @Override
    public String condition() {
        return "the gradient of the cross entropy, computed in the usual way, is exactly zero for more images than the tolerance";
    }

    @Override
    Stream<Alarm> check(AlarmInputs inputs, GradientMaskingDiagnosis diagnosis) {
        return alarmIf(
                exceedTolerance(diagnosis.zeroGradients(), diagnosis),
                inputs,
                "the gradient of the cross entropy is exactly zero for %,d of %,d images: attacks that follow it do not move"
                        + " there, so their failure is not evidence of robustness.",
                diagnosis.zeroGradients(),
                diagnosis.images());
    }
}
