package io.redoubt.core.alarm.masking;

import io.redoubt.api.report.GradientMaskingDiagnosis;
import io.redoubt.api.report.GradientMaskingDiagnosis.AtRadius;
import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.AlarmInputs;
import io.redoubt.core.alarm.AlarmThresholds;
import java.util.stream.Stream;

/** An attack that fails at a radius at which every attack should succeed. */
final class AccurateAtLargeRadius extends MaskingRule {

    @Override
    public String name() {
        return "large radius";
    }

    @Override
    public String condition() {
        return "at the largest of these radii more than "
                + AlarmThresholds.percent(AlarmThresholds.LARGE_RADIUS_ACCURACY)
                + " of the images, and more than the tolerance, are correct";
    }

    @Override
    Stream<Alarm> check(AlarmInputs inputs, GradientMaskingDiagnosis diagnosis) {
        if (diagnosis.radii().isEmpty()) {
            return Stream.empty();
        }
        AtRadius largest = diagnosis.radii().get(diagnosis.radii().size() - 1);
        return alarmIf(
                exceedTolerance(largest.right(), diagnosis)
                        && largest.right() > AlarmThresholds.LARGE_RADIUS_ACCURACY * diagnosis.images(),
                inputs,
                "%s of the checked images are still correct at eps %.4f, where a working attack leaves almost none.",
                percent(largest.right(), diagnosis),
                largest.eps());
    }
}
