package io.redoubt.core.alarm.masking;

import io.redoubt.core.alarm.AlarmRule;
import java.util.List;

/** The rules about masked gradients, in the order in which a report lists their alarms. */
public final class MaskingRules {

    private static final List<AlarmRule> RULES = List.of(
            new ProbabilitiesAsOutputs(),
            new SecondPassDiffers(),
            new ZeroGradients(),
            new FgsmBeatsAutoPgd(),
            new NoiseBeatsGradients(),
            new FooledByBlackBoxOnly(),
            new MarginLossBeatsCrossEntropy(),
            new AccuracyRisesWithRadius(),
            new AccurateAtLargeRadius());

    private MaskingRules() {}

    /** Returns all rules. */
    public static List<AlarmRule> all() {
        return RULES;
    }
}
