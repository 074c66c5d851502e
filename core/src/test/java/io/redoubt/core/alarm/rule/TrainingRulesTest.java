package io.redoubt.core.alarm.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.report.EpochRecord;
import io.redoubt.api.report.ReportRow;
import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.SampleInputs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TrainingRulesTest {

    private static final double NOT_EVALUATED = -1;
    private static final List<EpochRecord> TWO_EPOCHS = List.of(
            new EpochRecord(1, Map.of("robustAccuracy", 0.4)), new EpochRecord(2, Map.of("robustAccuracy", 0.5)));

    @Test
    void ordinaryRowRaisesNoAlarm() {
        assertThat(alarms(800, 0.5, 2, 0.46)).isEmpty();
    }

    @Test
    void accuracyUnderAttackAboveCleanAccuracyIsReported() {
        assertThat(alarms(800, 0.81, 2, 0.81))
                .singleElement()
                .matches(Alarm::unreliable)
                .asString()
                .startsWith("model: accuracy under pgd-20 (81.0 %) is higher than on clean images (80.0 %)");
    }

    @Test
    void bestFirstEpochIsReported() {
        assertThat(alarms(800, 0.5, 1, 0.5)).singleElement().asString().contains("the first of 2 epochs");
    }

    @Test
    void robustOverfittingInTheLastEpochIsReported() {
        assertThat(alarms(800, 0.5, 2, 0.44))
                .singleElement()
                .matches(alarm -> !alarm.unreliable(), "the figure of the best epoch is not affected")
                .asString()
                .contains("50.0 %", "44.0 %", "overfitting");
    }

    @Test
    void modelAtChanceLevelIsReported() {
        assertThat(alarms(112, 0.1, 2, 0.1))
                .singleElement()
                .matches(alarm -> !alarm.unreliable())
                .asString()
                .contains("11.2 %", "guessing: 10.0 % of the images are of class 'a'");
    }

    @Test
    void unevaluatedLastEpochRaisesNoAlarm() {
        assertThat(alarms(800, 0.5, 2, NOT_EVALUATED)).isEmpty();
    }

    /** Instead of the alarm for robust overfitting, which the same drop in the last epoch would raise. */
    @Test
    void collapsedTrainingIsReportedWithItsEpochAndARemedy() {
        List<EpochRecord> collapsed = List.of(
                new EpochRecord(1, Map.of("robustAccuracy", 0.4, "oneStepAccuracy", 0.5)),
                new EpochRecord(2, Map.of("robustAccuracy", 0.5, "oneStepAccuracy", 0.6)),
                new EpochRecord(3, Map.of("robustAccuracy", 0.03, "oneStepAccuracy", 0.91, "collapsed", 1.0)));

        assertThat(alarms(800, 0.5, 2, 0.04, collapsed))
                .singleElement()
                .matches(alarm -> !alarm.unreliable())
                .asString()
                .contains("stopped at epoch 3", "91.0 %", "3.0 %", "that of epoch 2", "more steps");
    }

    private static List<Alarm> alarms(int clean, double robust, int bestEpoch, double last) {
        return alarms(clean, robust, bestEpoch, last, TWO_EPOCHS);
    }

    private static List<Alarm> alarms(int clean, double robust, int bestEpoch, double last, List<EpochRecord> history) {
        ReportRow row = ReportRow.builder("model", "P3,F4", "rotation")
                .standardAccuracy((double) clean / SampleInputs.IMAGES)
                .robustAccuracy(robust, List.of(0.0, 1.0))
                .attacks(Map.of("pgd-20", robust))
                .bestEpoch(OptionalInt.of(bestEpoch))
                .lastRobustAccuracy(last == NOT_EVALUATED ? Optional.empty() : Optional.of(last))
                .build();
        return AlarmRules.check(new SampleInputs(SampleInputs.IMAGES, clean)
                .builder()
                .row(row)
                .history(history)
                .build());
    }
}
