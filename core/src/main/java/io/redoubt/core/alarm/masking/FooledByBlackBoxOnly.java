package io.redoubt.core.alarm.masking;

import io.redoubt.api.report.GradientMaskingDiagnosis;
import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.AlarmInputs;
import java.util.stream.Stream;

/** Images that are fooled by random search but by no gradient attack. */
final class FooledByBlackBoxOnly extends MaskingRule {

    @Override
    public String name() {
        return "black box";
    }

    @Override
    public String condition() {
        return "images that withstand FGSM and Auto-PGD on both losses are fooled by 200 queries of Square, beyond the tolerance";
    }

    @Override
    Stream<Alarm> check(AlarmInputs inputs, GradientMaskingDiagnosis diagnosis) {
        return alarmIf(
                exceedTolerance(diagnosis.onlyBlackBox(), diagnosis),
                inputs,
                "%,d of %,d images withstand every gradient attack and are fooled by a random search that uses no gradients:"
                        + " gradients are of no use to attacks on this model, so accuracy under gradient attacks is not evidence"
                        + " of robustness.",
                diagnosis.onlyBlackBox(),
                diagnosis.images());
    }
}
