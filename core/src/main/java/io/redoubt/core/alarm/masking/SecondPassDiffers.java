package io.redoubt.core.alarm.masking;

import io.redoubt.api.report.GradientMaskingDiagnosis;
import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.AlarmInputs;
import java.util.stream.Stream;

/** A model that classifies the same image differently in two passes. */
final class SecondPassDiffers extends MaskingRule {

    @Override
    public String name() {
        return "second pass";
    }

    @Override
    public String condition() {
        return "any image is predicted differently in a second pass";
    }

    @Override
    Stream<Alarm> check(AlarmInputs inputs, GradientMaskingDiagnosis diagnosis) {
        return alarmIf(
                diagnosis.changing() > 0,
                inputs,
                "%,d of %,d images are classified differently in a second pass: the model is random, and an attack that treats"
                        + " it as a fixed function follows the gradient of another one. Average over its randomness.",
                diagnosis.changing(),
                diagnosis.images());
    }
}
