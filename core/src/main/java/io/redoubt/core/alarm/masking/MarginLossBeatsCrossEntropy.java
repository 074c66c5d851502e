package io.redoubt.core.alarm.masking;

import io.redoubt.api.report.GradientMaskingDiagnosis;
import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.AlarmInputs;
import io.redoubt.core.alarm.AlarmThresholds;
import java.util.stream.Stream;

/** A margin loss that finds far more examples than the cross entropy. */
final class MarginLossBeatsCrossEntropy extends MaskingRule {

    @Override
    public String name() {
        return "loss";
    }

    @Override
    public String condition() {
        return "Auto-PGD on a margin loss leaves fewer images correct than on the cross entropy, by more than "
                + AlarmThresholds.percent(AlarmThresholds.CROSS_ENTROPY_GAP) + " of the images and the tolerance";
    }

    @Override
    Stream<Alarm> check(AlarmInputs inputs, GradientMaskingDiagnosis diagnosis) {
        int gap = diagnosis.iterative() - diagnosis.margin();
        return alarmIf(
                exceedTolerance(gap, diagnosis) && gap > AlarmThresholds.CROSS_ENTROPY_GAP * diagnosis.images(),
                inputs,
                "Auto-PGD fools far more images on a margin loss than on the cross entropy: %s of the checked images are"
                        + " correct under the former, %s under the latter. The cross entropy is a poor guide on this model;"
                        + " evaluate it with margin losses or AutoAttack.",
                percent(diagnosis.margin(), diagnosis),
                percent(diagnosis.iterative(), diagnosis));
    }
}
