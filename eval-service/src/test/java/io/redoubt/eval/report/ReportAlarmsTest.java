package io.redoubt.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.report.EpochRecord;
import io.redoubt.api.report.ReportRow;
import io.redoubt.core.evaluate.Accuracy;
import io.redoubt.core.evaluate.Alarm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ReportAlarmsTest {

    private static final double NOT_JUDGED = -1;

    @Test
    void anOrdinaryRowHasNone() {
        assertThat(alarms(800, 0.5, 2, 0.46)).isEmpty();
    }

    @Test
    void anAttackThatHelpsTheModelIsNoAttack() {
        assertThat(alarms(800, 0.81, 2, 0.81))
                .singleElement()
                .matches(Alarm::unreliable)
                .asString()
                .contains("rotation/full-adversarial", "pgd-20", "81.0 %", "80.0 %");
    }

    @Test
    void theFirstEpochShouldNotBeTheBest() {
        assertThat(alarms(800, 0.5, 1, 0.5)).singleElement().asString().contains("the first of 2 epochs");
    }

    @Test
    void robustOverfittingShowsInTheLastEpoch() {
        assertThat(alarms(800, 0.5, 2, 0.44))
                .singleElement()
                .matches(alarm -> !alarm.unreliable(), "leaves the figure of the best epoch as it is")
                .asString()
                .contains("50.0 %", "44.0 %", "overfitting");
    }

    @Test
    void aModelThatGuessesHasLearnedNothing() {
        assertThat(alarms(112, 0.1, 2, 0.1)).singleElement().asString().contains("guessing among 10 classes");
    }

    @Test
    void aLastEpochThatWasNotJudgedRaisesNone() {
        assertThat(alarms(800, 0.5, 2, NOT_JUDGED)).isEmpty();
    }

    /** Instead of that for robust overfitting, which the same fall of the last epoch would raise. */
    @Test
    void aTrainingThatCollapsedSaysWhereAndWhatToDo() {
        assertThat(alarms(800, 0.5, 2, 0.04, collapsed()))
                .singleElement()
                .asString()
                .contains("ended at epoch 3", "91.0 %", "3.0 %", "that of epoch 2", "more steps");
    }

    static List<EpochRecord> collapsed() {
        return List.of(
                new EpochRecord(1, Map.of("robustAccuracy", 0.4, "oneStepAccuracy", 0.5)),
                new EpochRecord(2, Map.of("robustAccuracy", 0.5, "oneStepAccuracy", 0.6)),
                new EpochRecord(3, Map.of("robustAccuracy", 0.03, "oneStepAccuracy", 0.91, "collapsed", 1.0)));
    }

    private static List<Alarm> alarms(int standard, double robust, int bestEpoch, double last) {
        return alarms(standard, robust, bestEpoch, last, SampleExperiment.history(0.4, 0.5));
    }

    private static List<Alarm> alarms(
            int standard, double robust, int bestEpoch, double last, List<EpochRecord> history) {
        ReportRow row = new ReportRow(
                "rotation/full-adversarial",
                "P3,F4",
                "rotation",
                standard / 1000.0,
                robust,
                List.of(0.0, 1.0),
                Map.of("pgd-20", robust),
                OptionalInt.of(bestEpoch),
                last == NOT_JUDGED ? Optional.empty() : Optional.of(last),
                1,
                1,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                false);
        return ReportAlarms.of(row, new Accuracy(standard, 1000), 10, history);
    }
}
