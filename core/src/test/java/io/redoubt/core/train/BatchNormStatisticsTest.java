package io.redoubt.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.redoubt.api.event.Progress;
import io.redoubt.api.training.BatchNormMode;
import io.redoubt.api.training.Recipe;
import io.redoubt.core.loss.LossInputs;
import io.redoubt.core.loss.ObjectiveLoss;
import io.redoubt.core.model.NetworkPart;
import io.redoubt.core.model.PyTorchRecording;
import io.redoubt.core.model.Weights;
import io.redoubt.core.threat.LinfBall;
import io.redoubt.data.BatchAugmentation;
import io.redoubt.data.EpochOrder;
import io.redoubt.data.ImageSet;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchNormStatisticsTest {
    private static final long SEED = 3;
    private static final int EPOCHS = 4;
    private static final int TRAINED = StripeImages.TRAIN - StripeImages.HELD_OUT;
    private static final ImageSet IMAGES = StripeImages.dataset().train();
    private static final LabelBatches BATCHES =
            new LabelBatches(new ScaledBatchNormClassifier(), BatchAugmentation.CROP_AND_FLIP, SEED);

    /** Strong weight decay, because the loss hardly changes the gain. */
    private static final Recipe SWA = StripeImages.with(
            StripeImages.recipe(EPOCHS, 0.05, BatchNormMode.EVAL),
            "{\"weightDecay\": 0.5, \"averaging\": {\"method\": \"swa\", \"decay\": 0, \"start\": 0.5}}");

    /**
     * The images are clean and augmented as in the epoch, although the loss is adversarial; batches have equal weight.
     */
    @Test
    void statisticsAreTheMeanOfTheBatchStatisticsOfTheAveragedWeights() {
        Trainer trainer = trainer(SWA);
        RecordingObserver observer = RecordingObserver.uninterrupted();

        TrainingState end = trainer.run(trainer.start(ScaledBatchNormClassifier.initial()), observer);

        double gain = value(end.model(), "gain");
        assertThat(gain).isNotCloseTo(value(end.weights(), "gain"), withinPercentage(1));
        double mean = 0;
        double variance = 0;
        int[] order = EpochOrder.of(trainer.plan().split(IMAGES).training(), SEED, EPOCHS - 1);
        BatchLoader loader = new BatchLoader(trainer.plan(), IMAGES);
        int steps = loader.steps(order.length);
        for (int step = 0; step < steps; step++) {
            double[] pixels = pixels(loader.indices(order, step), step);
            double batchMean = 0;
            for (double pixel : pixels) {
                batchMean += pixel / pixels.length;
            }
            double squares = 0;
            for (double pixel : pixels) {
                squares += (pixel - batchMean) * (pixel - batchMean);
            }
            mean += batchMean / steps;
            variance += squares / (pixels.length - 1) / steps;
        }
        assertThat(value(end.model(), "bn.running_mean")).isCloseTo(gain * mean, withinPercentage(0.001));
        assertThat(value(end.model(), "bn.running_var")).isCloseTo(gain * gain * variance, withinPercentage(0.001));
    }

    @Test
    void trainedWeightsAreUnaffected() {
        Recipe plain = StripeImages.with(SWA, AveragingTest.averaging("none", 0, 0.5));
        Trainer averaging = trainer(SWA);
        Trainer trainer = trainer(plain);

        TrainingState averaged =
                averaging.run(averaging.start(ScaledBatchNormClassifier.initial()), RecordingObserver.uninterrupted());

        assertThat(averaged.weights())
                .isEqualTo(trainer.run(
                                trainer.start(ScaledBatchNormClassifier.initial()), RecordingObserver.uninterrupted())
                        .weights());
    }

    @Test
    void onlyEpochsWithAMeanRecomputeStatistics() {
        Trainer trainer = trainer(SWA);
        RecordingObserver observer = RecordingObserver.uninterrupted();

        TrainingState end = trainer.run(trainer.start(ScaledBatchNormClassifier.initial()), observer);

        assertThat(statistics(observer)).extracting(Progress::epoch).containsExactly(3, 3, 3, 4, 4, 4);
        assertThat(statistics(observer)).extracting(Progress::done).containsExactly(12L, 24L, 30L, 12L, 24L, 30L);
        assertThat(observer.progress.get(observer.progress.size() - 1).secondsLeft())
                .isZero();
        long epoch = TRAINED * (StripeImages.ATTACK_STEPS + 1L)
                + StripeImages.HELD_OUT * (StripeImages.SELECTION_STEPS + 2L);
        assertThat(end.forwardPasses()).isEqualTo(EPOCHS * epoch + 2 * TRAINED);
        assertThat(observer.checkpoints.get(1).model())
                .isEqualTo(observer.checkpoints.get(1).weights());
    }

    @Test
    void exponentialAverageKeepsItsStatistics() {
        Trainer trainer = trainer(StripeImages.with(SWA, AveragingTest.averaging("ema", 0.9, 0)));
        RecordingObserver observer = RecordingObserver.uninterrupted();

        trainer.run(trainer.start(ScaledBatchNormClassifier.initial()), observer);

        assertThat(statistics(observer)).isEmpty();
    }

    private static Trainer trainer(Recipe recipe) {
        TrainingPlan plan = new TrainingPlan(
                BATCHES,
                List.of(NetworkPart.HEAD),
                new ObjectiveLoss(LossInputs.ADVERSARIAL),
                BatchNormMode.EVAL,
                new LinfBall(8 / 255.0),
                recipe,
                SEED);
        return new Trainer(plan, IMAGES);
    }

    private static List<Progress> statistics(RecordingObserver observer) {
        return observer.progress.stream()
                .filter(progress -> progress.phase().equals("statistics"))
                .toList();
    }

    private static double[] pixels(int[] indices, int step) {
        float[] pixels = new float[indices.length * IMAGES.imageBytes()];
        BATCHES.training(IMAGES, indices, EPOCHS - 1, step, FloatBuffer.wrap(pixels));
        double[] doubles = new double[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            doubles[i] = pixels[i];
        }
        return doubles;
    }

    private static double value(Weights weights, String name) {
        return PyTorchRecording.floats(weights.find(name).orElseThrow())[0];
    }
}
