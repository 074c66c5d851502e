package io.redoubt.eval;

import io.redoubt.api.attack.AttackName;
import io.redoubt.api.report.Scores;
import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.AlarmInputs;
import io.redoubt.core.alarm.AttackComparison;
import io.redoubt.core.alarm.ClassNames;
import io.redoubt.core.alarm.rule.AlarmRules;
import io.redoubt.core.evaluate.Accuracy;
import java.util.List;
import java.util.Map;

/**
 * The alarms that the scores of one subject suffice for, so that they are known before the report. The report checks the
 * same rules with the results of all jobs.
 */
final class EvaluationAlarms {

    /** The result of an evaluation can belong to several experiments, in which its subject has different names. */
    private static final String NO_SUBJECT = "";

    private EvaluationAlarms() {}

    /** Returns the texts of the alarms. */
    static List<String> of(List<AttackName> attacks, Scores scores, ClassNames classes) {
        AlarmInputs inputs = AlarmInputs.builder(
                        NO_SUBJECT,
                        Accuracy.standard(scores).figures(),
                        new AttackComparison(attacks, scores, Map.of()),
                        classes)
                .build();
        return AlarmRules.check(inputs).stream().map(Alarm::text).toList();
    }
}
