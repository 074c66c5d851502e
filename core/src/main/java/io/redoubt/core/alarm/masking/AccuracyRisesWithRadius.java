package io.redoubt.core.alarm.masking;

import io.redoubt.api.report.GradientMaskingDiagnosis;
import io.redoubt.api.report.GradientMaskingDiagnosis.AtRadius;
import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.AlarmInputs;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An attack that succeeds less often in a larger ball, which contains the smaller one. */
final class AccuracyRisesWithRadius extends MaskingRule {

    @Override
    public String name() {
        return "radius";
    }

    @Override
    public String condition() {
        return "accuracy rises from one radius to the next larger one, beyond the tolerance; the radii are 0.5, 1, 2 and 8 times"
                + " eps, and 64/255 of the largest possible perturbation";
    }

    @Override
    Stream<Alarm> check(AlarmInputs inputs, GradientMaskingDiagnosis diagnosis) {
        return IntStream.range(1, diagnosis.radii().size()).boxed().flatMap(i -> {
            AtRadius smaller = diagnosis.radii().get(i - 1);
            AtRadius larger = diagnosis.radii().get(i);
            return alarmIf(
                    exceedTolerance(larger.right() - smaller.right(), diagnosis),
                    inputs,
                    "accuracy under attack rises with the radius, from %s at eps %.4f to %s at eps %.4f, although the larger"
                            + " ball contains the smaller one.",
                    percent(smaller.right(), diagnosis),
                    smaller.eps(),
                    percent(larger.right(), diagnosis),
                    larger.eps());
        });
    }
}
