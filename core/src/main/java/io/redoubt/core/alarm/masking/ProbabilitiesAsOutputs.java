package io.redoubt.core.alarm.masking;

import io.redoubt.api.report.GradientMaskingDiagnosis;
import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.AlarmInputs;
import java.util.stream.Stream;

/** A model that returns probabilities where logits are expected. */
final class ProbabilitiesAsOutputs extends MaskingRule {

    @Override
    public String name() {
        return "outputs";
    }

    @Override
    public String condition() {
        return "the outputs look like probabilities, so that a loss applies a second softmax";
    }

    @Override
    Stream<Alarm> check(AlarmInputs inputs, GradientMaskingDiagnosis diagnosis) {
        return alarmIf(
                diagnosis.probabilities(),
                inputs,
                "the outputs look like probabilities, not logits: a loss applies a second softmax, whose gradient vanishes."
                        + " Evaluate the logits, or the log of the probabilities.");
    }
}
