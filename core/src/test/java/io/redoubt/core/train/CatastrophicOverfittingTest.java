package io.redoubt.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.event.Progress;
import io.redoubt.api.report.EpochRecord;
import io.redoubt.api.training.BatchNormMode;
import io.redoubt.api.training.Recipe;
import io.redoubt.core.loss.LossInputs;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CatastrophicOverfittingTest {
    private static final int EPOCHS = 12;

    /** One short step in training. Selection takes enough steps of the same size to reach the border of the ball. */
    private static final Recipe ONE_STEP =
            StripeImages.with(StripeImages.recipe(EPOCHS, 0.04, BatchNormMode.EVAL), """
                {"attack": {"steps": 1, "step": "0.5/255", "batchNorm": "eval"}, "selectionSteps": 40,
                 "schedule": "constant", "nesterov": false, "momentum": 0}
                """);

    @Test
    void epochBelowHalfOfTheBestAndFarBelowTheOneStepAccuracyIsACollapse() {
        assertThat(collapses(0.5, 0.4, epoch(0.24, 0.34))).isTrue();
    }

    @Test
    void halfOfTheBestIsNotACollapse() {
        assertThat(collapses(0.5, 0.4, epoch(0.25, 0.9))).isFalse();
    }

    @Test
    void dropOfBothAccuraciesIsNotACollapse() {
        assertThat(collapses(0.5, 0.4, epoch(0.2, 0.299))).isFalse();
        assertThat(collapses(0.5, 0.4, epoch(0.2, 0.3))).isTrue();
        assertThat(collapses(0.5, 0.4, epoch(0.2, 0.1))).isFalse();
    }

    @Test
    void bestIsTakenOverTheWholeHistory() {
        assertThat(collapses(0.4, 0.5, epoch(0.24, 0.9))).isTrue();
        assertThat(collapses(0.4, 0.4, epoch(0.24, 0.9))).isFalse();
    }

    @Test
    void firstEpochIsNeverACollapse() {
        assertThat(CatastrophicOverfitting.endsIn(List.of())).isFalse();
        assertThat(CatastrophicOverfitting.endsIn(List.of(epoch(0, 1)))).isFalse();
    }

    @Test
    void missingOneStepAccuracyIsNotACollapse() {
        EpochMetrics last = new EpochMetrics(3, 0, 0.9, 0);

        assertThat(collapses(0.5, 0.4, last)).isFalse();
    }

    @Test
    void collapseEndsTrainingAndKeepsBestAndLastWeights() {
        Trainer trainer = TwoFeatureClassifier.trainer(ONE_STEP, LossInputs.ADVERSARIAL);
        RecordingObserver observer = RecordingObserver.uninterrupted();

        TrainingState end = trainer.run(TwoFeatureClassifier.start(trainer), observer);

        assertThat(end.collapsed()).isTrue();
        assertThat(end.epochs()).isBetween(3, EPOCHS - 1);
        int best = end.bestEpoch().epoch();
        assertThat(best).isLessThan(end.epochs());
        assertThat(end.best()).isEqualTo(observer.checkpoints.get(best - 1).weights());
        assertThat(end.model())
                .isEqualTo(end.weights())
                .isNotEqualTo(end.best())
                .isNotEqualTo(observer.checkpoints.get(end.epochs() - 2).weights());
    }

    @Test
    void historyAndLastProgressReportTheCollapse() {
        Trainer trainer = TwoFeatureClassifier.trainer(ONE_STEP, LossInputs.ADVERSARIAL);
        RecordingObserver observer = RecordingObserver.uninterrupted();

        TrainingState end = trainer.run(TwoFeatureClassifier.start(trainer), observer);

        List<EpochRecord> records = end.records();
        EpochRecord last = records.get(records.size() - 1);
        assertThat(records).allSatisfy(epoch -> assertThat(epoch.metrics()).containsKey("oneStepAccuracy"));
        assertThat(records)
                .filteredOn(epoch -> epoch.metrics().containsKey("collapsed"))
                .containsExactly(last);
        assertThat(last.metrics()).containsEntry("collapsed", 1.0);
        Progress lastProgress = observer.epochEnds.get(observer.epochEnds.size() - 1);
        assertThat(lastProgress.metrics()).isEqualTo(last.metrics());
        assertThat(lastProgress.secondsLeft()).isZero();
        assertThat(observer.epochEnds.get(0).secondsLeft()).isPositive();
    }

    @Test
    void passesOfTheOneStepEvaluationAreCounted() {
        Trainer trainer = TwoFeatureClassifier.trainer(ONE_STEP, LossInputs.ADVERSARIAL);
        RecordingObserver observer = RecordingObserver.uninterrupted();

        trainer.run(TwoFeatureClassifier.start(trainer), observer);

        int trained = StripeImages.TRAIN - StripeImages.HELD_OUT;
        TrainingState first = observer.checkpoints.get(0);
        assertThat(first.forwardPasses()).isEqualTo(trained * 2 + StripeImages.HELD_OUT * (1 + 41 + 2));
        assertThat(first.backwardPasses()).isEqualTo(trained * 2 + StripeImages.HELD_OUT * (40 + 1));
    }

    @Test
    void resumedRunCollapsesWithTheSameBytes() {
        ResumeTest.assertSameBytes(
                TwoFeatureClassifier.start(TwoFeatureClassifier.trainer(ONE_STEP, LossInputs.ADVERSARIAL)),
                (state, observer) -> TwoFeatureClassifier.trainer(ONE_STEP, LossInputs.ADVERSARIAL)
                        .run(state, observer));
    }

    @Test
    void runningACollapsedTrainingAgainDoesNothing() {
        Trainer trainer = TwoFeatureClassifier.trainer(ONE_STEP, LossInputs.ADVERSARIAL);
        TrainingState end = trainer.run(TwoFeatureClassifier.start(trainer), RecordingObserver.uninterrupted());
        RecordingObserver observer = RecordingObserver.uninterrupted();

        TrainingState again = trainer.run(ResumeTest.stored(end), observer);

        assertThat(again).isEqualTo(end);
        assertThat(observer.progress).isEmpty();
        assertThat(observer.checkpoints).isEmpty();
    }

    @Test
    void onlyOneStepAdversariesAreMonitored() {
        Recipe twoSteps = StripeImages.with(
                ONE_STEP, "{\"attack\": {\"steps\": 2, \"step\": \"0.5/255\", \"batchNorm\": \"eval\"}}");

        assertThat(isUnmonitored(TwoFeatureClassifier.trainer(twoSteps, LossInputs.ADVERSARIAL)))
                .isTrue();
        assertThat(isUnmonitored(TwoFeatureClassifier.trainer(ONE_STEP, LossInputs.CLEAN)))
                .isTrue();
        assertThat(isUnmonitored(TwoFeatureClassifier.trainer(ONE_STEP, LossInputs.ADVERSARIAL_AND_CLEAN)))
                .isFalse();
    }

    /** Returns whether training reaches its last epoch without recording one-step accuracies. */
    private static boolean isUnmonitored(Trainer trainer) {
        TrainingState end = trainer.run(TwoFeatureClassifier.start(trainer), RecordingObserver.uninterrupted());
        return end.epochs() == EPOCHS
                && end.metadata().get("epoch.1").split(" ").length == 3
                && end.records().get(0).metrics().size() == 3;
    }

    private static EpochMetrics epoch(double robust, double oneStep) {
        return new EpochMetrics(3, 0, 0.9, robust, OptionalDouble.of(oneStep));
    }

    private static boolean collapses(double first, double second, EpochMetrics last) {
        return CatastrophicOverfitting.endsIn(List.of(epoch(first, first), epoch(second, second), last));
    }
}
