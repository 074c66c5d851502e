package io.redoubt.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.event.Progress;
import io.redoubt.api.training.BatchNormMode;
import io.redoubt.api.training.FinetuneScope;
import io.redoubt.api.training.Recipe;
import io.redoubt.api.training.TrainingMode;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.ImageSet;
import io.redoubt.data.safetensors.Tensor;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** At the last stage, an 8x8 image is one value per channel, whose variance in a batch of one image is undefined. */
class SingleImageBatchTest {
    /** Leaves one of 31 training images for a last batch of its own. */
    private static final Recipe TAIL =
            StripeImages.with(StripeImages.recipe(2, 0.05, BatchNormMode.TRAIN), "{\"batch\": 10, \"holdout\": 0.225}");

    private static final Recipe SINGLE = StripeImages.with(TAIL, "{\"batch\": 1}");

    @ParameterizedTest
    @CsvSource({"FULL, none", "PARTIAL, none", "FULL, ema", "FULL, swa"})
    void lastImageJoinsThePreviousBatch(FinetuneScope scope, String averaging) {
        Recipe recipe = StripeImages.with(TAIL, AveragingTest.averaging(averaging, 0.9, 0));
        FineTuning training = StripeImages.fineTuning(scope, TrainingMode.ADVERSARIAL, recipe, 1);
        RecordingObserver observer = RecordingObserver.uninterrupted();

        TrainingState end = training.run(training.start(training.initialWeights()), observer);

        assertThat(done(observer, "train")).containsExactly(10L, 20L, 31L, 10L, 20L, 31L);
        assertThat(done(observer, "statistics"))
                .isEqualTo(averaging.equals("swa") ? done(observer, "train") : List.of());
        assertThat(done(observer, "select")).containsExactly(9L, 9L);
        assertThat(end.tensors()).allMatch(Tensor::isFinite);
    }

    /** The patches of Selfie pass the trunk one by one, so that one image gives several values per channel. */
    @ParameterizedTest
    @CsvSource({"rotation, 20 31", "jigsaw, 20 31", "selfie, 20 30 31"})
    void onlyPretextTasksWithOneValuePerChannelJoinBatches(String task, String lastDone) {
        Pretraining training = new Pretraining(
                StripeImages.pretrainSpec(task, TrainingMode.ADVERSARIAL, TAIL, 1), StripeImages.dataset());
        RecordingObserver observer = RecordingObserver.uninterrupted();

        TrainingState end = training.run(training.start(), observer);

        String once = ("10 " + lastDone).replace(" ", ", ");
        assertThat(done(observer, "train")).hasToString("[" + once + ", " + once + "]");
        assertThat(end.tensors()).allMatch(Tensor::isFinite);
    }

    @Test
    void runWithAJoinedBatchResumesToTheSameState() {
        for (int stop = 1; stop < 8; stop++) {
            RecordingObserver stopped = RecordingObserver.stoppingAfter(stop);
            FineTuning training = StripeImages.fineTuning(FinetuneScope.FULL, TrainingMode.ADVERSARIAL, TAIL, 1);
            TrainingState start = training.start(training.initialWeights());
            assertThatThrownBy(() -> training.run(start, stopped)).isInstanceOf(RecordingObserver.Stopped.class);

            assertThat(training.run(stopped.lastState(), RecordingObserver.uninterrupted()))
                    .isEqualTo(training.run(start, RecordingObserver.uninterrupted()));
        }
    }

    /** Its batch norm averages over all pixels, so results with a single image are as good as any. */
    @Test
    void batchNormOverSeveralPixelsKeepsABatchOfOneImage() {
        RecordingObserver observer = RecordingObserver.uninterrupted();
        Trainer trainer = ScaledBatchNormClassifier.trainer(TAIL);

        trainer.run(trainer.start(ScaledBatchNormClassifier.initial()), observer);
        ScaledBatchNormClassifier.trainer(SINGLE)
                .run(trainer.start(ScaledBatchNormClassifier.initial()), RecordingObserver.uninterrupted());

        assertThat(done(observer, "train")).startsWith(10L, 20L, 30L, 31L);
    }

    @ParameterizedTest
    @EnumSource(FinetuneScope.class)
    void batchesOfOneImageAreRefusedAtTheStart(FinetuneScope scope) {
        FineTuning training = StripeImages.fineTuning(scope, TrainingMode.STANDARD, SINGLE, 1);

        assertThatThrownBy(() ->
                        training.run(training.start(training.initialWeights()), RecordingObserver.uninterrupted()))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage("batch: 1 image gives a batch norm of this network one value per channel, which has no"
                        + " variance; use 2 or more");
    }

    @Test
    void singleTrainingImageIsRejectedAtTheStart() {
        ImageDataset stripes = StripeImages.dataset();
        ImageSet two = new ImageSet(1, 8, 8, ByteBuffer.allocate(2 * 64), new int[] {0, 1});
        FineTuning training = new FineTuning(
                StripeImages.finetuneSpec(FinetuneScope.FULL, TrainingMode.STANDARD, TAIL, 1),
                new ImageDataset("two", stripes.classes(), two, stripes.test()));

        assertThatThrownBy(() ->
                        training.run(training.start(training.initialWeights()), RecordingObserver.uninterrupted()))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageStartingWith("dataset: the only image that is not held out gives");
    }

    private static List<Long> done(RecordingObserver observer, String phase) {
        return observer.progress.stream()
                .filter(progress -> progress.phase().equals(phase))
                .map(Progress::done)
                .toList();
    }
}
