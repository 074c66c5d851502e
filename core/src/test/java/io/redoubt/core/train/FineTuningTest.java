package io.redoubt.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.event.Progress;
import io.redoubt.api.job.FinetuneSpec;
import io.redoubt.api.training.AdversarialLoss;
import io.redoubt.api.training.BatchNormMode;
import io.redoubt.api.training.FinetuneObjective;
import io.redoubt.api.training.FinetuneScope;
import io.redoubt.api.training.Recipe;
import io.redoubt.api.training.TrainingMode;
import io.redoubt.core.model.Network;
import io.redoubt.core.model.NetworkPart;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.PretrainedTrunk;
import io.redoubt.core.model.TensorSpec;
import io.redoubt.core.model.Weights;
import io.redoubt.core.model.network.PreActResNet;
import io.redoubt.data.memory.MemoryBudget;
import io.redoubt.data.memory.MemoryEstimate;
import io.redoubt.data.memory.NotEnoughMemoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FineTuningTest {
    private static final Recipe SHORT = StripeImages.recipe(1, 0.05, BatchNormMode.EVAL);

    @Test
    void adversarialTrainingLearnsToClassifyAttackedImages() {
        FineTuning fineTuning =
                StripeImages.fineTuning(FinetuneScope.FULL, TrainingMode.ADVERSARIAL, StripeImages.unaugmented(8), 1);

        TrainingState state = run(fineTuning, fineTuning.initialWeights());

        assertThat(state.bestEpoch().robustAccuracy()).isGreaterThan(0.8);
        assertThat(state.history().get(7).loss())
                .isLessThan(state.history().get(0).loss());
    }

    /** The first epochs are the most robust, because they have learned least. */
    @Test
    void standardTrainingSelectsTheMostAccurateEpoch() {
        FineTuning fineTuning =
                StripeImages.fineTuning(FinetuneScope.FULL, TrainingMode.STANDARD, StripeImages.unaugmented(6), 1);

        TrainingState state = run(fineTuning, fineTuning.initialWeights());

        double highest = state.history().stream()
                .mapToDouble(EpochMetrics::accuracy)
                .max()
                .orElseThrow();
        assertThat(state.bestEpoch().accuracy()).isEqualTo(highest);
    }

    /** Attacks with batch norms in training mode must not change a frozen trunk either. */
    @ParameterizedTest
    @EnumSource(BatchNormMode.class)
    void partialTrainingLeavesTheTrunkUnchanged(BatchNormMode attackNorm) {
        FineTuning fineTuning = StripeImages.fineTuning(
                FinetuneScope.PARTIAL, TrainingMode.ADVERSARIAL, StripeImages.recipe(1, 0.05, attackNorm), 1);
        Weights before = fineTuning.initialWeights();

        Weights after = run(fineTuning, before).weights();

        for (TensorSpec spec : fineTuning.network().tensors()) {
            boolean same = before.find(spec.name()).equals(after.find(spec.name()));
            assertThat(same).as(spec.name()).isEqualTo(spec.part() == NetworkPart.TRUNK);
        }
    }

    @Test
    void memoryIsEstimatedFromTheWeightsAndTheBatch() {
        FineTuning fineTuning = StripeImages.fineTuning(FinetuneScope.FULL, TrainingMode.STANDARD, SHORT, 1);
        long weights = 4L
                * fineTuning.network().tensors().stream()
                        .mapToLong(TensorSpec::elements)
                        .sum();
        double activations = 4L
                * SHORT.batch()
                * StripeImages.SIDE
                * StripeImages.SIDE
                * fineTuning.network().activations();

        long imagesAndNoise = 4L * 2 * SHORT.batch() * StripeImages.SIDE * StripeImages.SIDE;

        MemoryEstimate memory = fineTuning.trainer().memory();

        assertThat(memory.heap()).isEqualTo(7 * weights + imagesAndNoise);
        assertThat((double) memory.tensors()).isBetween(3 * weights + activations, 3 * weights + 1.5 * activations);
        MemoryBudget small = new MemoryBudget(memory.heap(), memory.heap(), memory.tensors() - 1);
        assertThatThrownBy(() -> memory.requireWithin(small))
                .hasMessageStartingWith("training with batches of " + SHORT.batch() + " images of 1x")
                .hasMessageEndingWith(" or a smaller batch");
    }

    @Test
    void networkThatDoesNotFitIntoMemoryIsRefusedBeforeItsWeightsAreCreated() {
        Network large = new PreActResNet(152, 1024, 2, Normalisation.forChannels(1));
        FinetuneSpec spec = StripeImages.finetuneSpec(FinetuneScope.FULL, TrainingMode.STANDARD, SHORT, 1);
        FineTuning fineTuning = new FineTuning(large, spec, StripeImages.dataset());

        assertThatThrownBy(fineTuning::initialWeights)
                .isInstanceOf(NotEnoughMemoryException.class)
                .hasMessageStartingWith("training with batches of ")
                .hasMessageContaining(" of Java heap, and ");
    }

    @Test
    void fullTrainingChangesEveryTensor() {
        FineTuning fineTuning = StripeImages.fineTuning(FinetuneScope.FULL, TrainingMode.STANDARD, SHORT, 1);
        Weights before = fineTuning.initialWeights();

        Weights after = run(fineTuning, before).weights();

        for (TensorSpec spec : fineTuning.network().tensors()) {
            assertThat(after.find(spec.name())).as(spec.name()).isNotEqualTo(before.find(spec.name()));
        }
    }

    @Test
    void fineTuningStartsFromAPretrainedTrunk() {
        Pretraining pretraining = StripeImages.pretraining(TrainingMode.ADVERSARIAL, SHORT, 3);
        Weights pretrained = pretraining
                .run(pretraining.start(), RecordingObserver.uninterrupted())
                .best();
        FineTuning fineTuning = StripeImages.fineTuning(FinetuneScope.PARTIAL, TrainingMode.STANDARD, SHORT, 1);

        PretrainedTrunk load = fineTuning.load(pretrained);

        Weights after = run(fineTuning, load.weights()).weights();
        assertThat(load.matched()).hasSize(45);
        assertThat(after.find("layer3.0.conv1.weight")).isEqualTo(pretrained.find("layer3.0.conv1.weight"));
    }

    @Test
    void passesThroughTheNetworkAreCounted() {
        int trained = StripeImages.TRAIN - StripeImages.HELD_OUT;
        FineTuning standard = StripeImages.fineTuning(FinetuneScope.FULL, TrainingMode.STANDARD, SHORT, 1);
        FineTuning adversarial = StripeImages.fineTuning(FinetuneScope.FULL, TrainingMode.ADVERSARIAL, SHORT, 1);
        Pretraining pretraining = StripeImages.pretraining(TrainingMode.ADVERSARIAL, SHORT, 1);
        long selection = StripeImages.HELD_OUT * (StripeImages.SELECTION_STEPS + 2L);

        assertThat(run(standard, standard.initialWeights()).forwardPasses()).isEqualTo(trained + selection);
        assertThat(run(adversarial, adversarial.initialWeights()).forwardPasses())
                .isEqualTo(trained * (StripeImages.ATTACK_STEPS + 1L) + selection);
        TrainingState pretrained = pretraining.run(pretraining.start(), RecordingObserver.uninterrupted());
        assertThat(pretrained.forwardPasses()).isEqualTo(trained * (StripeImages.ATTACK_STEPS + 2L) + selection);
        assertThat(pretrained.backwardPasses())
                .isEqualTo(trained * (StripeImages.ATTACK_STEPS + 2L)
                        + StripeImages.HELD_OUT * StripeImages.SELECTION_STEPS);
    }

    @Test
    void progressCountsImagesOfEachPhaseUntilNoTimeIsLeft() {
        FineTuning fineTuning = StripeImages.fineTuning(FinetuneScope.FULL, TrainingMode.ADVERSARIAL, SHORT, 1);
        RecordingObserver observer = RecordingObserver.uninterrupted();

        fineTuning.run(fineTuning.start(fineTuning.initialWeights()), observer);

        assertThat(observer.progress).extracting(Progress::phase).containsExactly("train", "train", "train", "select");
        assertThat(observer.progress).extracting(Progress::done).containsExactly(12L, 24L, 30L, 10L);
        assertThat(observer.progress).extracting(Progress::epoch).containsOnly(1);
        assertThat(observer.progress.get(0).metrics()).containsKey("loss");
        assertThat(observer.progress.get(3).metrics()).containsKeys("accuracy", "robustAccuracy");
        assertThat(observer.progress.get(3).secondsLeft()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"schedule\": \"one-cycle\"}",
                "{\"schedule\": \"step\"}",
                "{\"decay\": {\"floor\": 0.04, \"drops\": [], \"factor\": 1}}",
                "{\"warmupSteps\": 2}"
            })
    void learningRateFollowsTheRecipe(String fields) {
        FineTuning one = StripeImages.fineTuning(FinetuneScope.FULL, TrainingMode.STANDARD, SHORT, 1);
        FineTuning two =
                StripeImages.fineTuning(FinetuneScope.FULL, TrainingMode.STANDARD, StripeImages.with(SHORT, fields), 1);

        assertThat(run(two, two.initialWeights()).weights())
                .isNotEqualTo(run(one, one.initialWeights()).weights());
    }

    @ParameterizedTest
    @CsvSource({"trades, 6, 0", "trades, 1, 0", "trades, 6, 0.1", "madry, 6, 0.1"})
    void lossFollowsTheObjective(AdversarialLoss loss, double beta, double smoothing) {
        FinetuneObjective objective = new FinetuneObjective(loss, beta, smoothing);
        FinetuneObjective trades = new FinetuneObjective(AdversarialLoss.TRADES, 6, 0);

        assertThat(trained(objective)).isNotEqualTo(trained(StripeImages.PLAIN));
        assertThat(trained(objective).equals(trained(trades))).isEqualTo(objective.equals(trades));
    }

    @Test
    void standardTrainingIgnoresTheAdversarialLoss() {
        FinetuneObjective trades = new FinetuneObjective(AdversarialLoss.TRADES, 6, 0);
        FineTuning one = StripeImages.fineTuning(FinetuneScope.FULL, TrainingMode.STANDARD, SHORT, 1);
        FineTuning two = StripeImages.fineTuning(
                FinetuneScope.FULL, TrainingMode.STANDARD, BatchNormMode.EVAL, trades, SHORT, 1);

        assertThat(run(two, two.initialWeights())).isEqualTo(run(one, one.initialWeights()));
    }

    @Test
    void tradesLearnsToClassifyAttackedImages() {
        FineTuning fineTuning = StripeImages.fineTuning(
                FinetuneScope.FULL,
                TrainingMode.ADVERSARIAL,
                BatchNormMode.EVAL,
                new FinetuneObjective(AdversarialLoss.TRADES, 6, 0),
                StripeImages.unaugmented(8),
                1);

        TrainingState state = run(fineTuning, fineTuning.initialWeights());

        assertThat(state.bestEpoch().robustAccuracy()).isGreaterThan(0.8);
        long trained = 8L * (StripeImages.TRAIN - StripeImages.HELD_OUT);
        long selection = 8L * StripeImages.HELD_OUT * (StripeImages.SELECTION_STEPS + 2L);
        assertThat(state.forwardPasses()).isEqualTo(trained * (StripeImages.ATTACK_STEPS + 3L) + selection);
    }

    /** The running statistics follow the downstream images; the parameters are unchanged. */
    @Test
    void frozenTrunkInTrainingModeChangesOnlyItsStatistics() {
        FineTuning fineTuning = StripeImages.fineTuning(
                FinetuneScope.PARTIAL, TrainingMode.STANDARD, BatchNormMode.TRAIN, StripeImages.PLAIN, SHORT, 1);
        Weights before = fineTuning.initialWeights();

        Weights after = run(fineTuning, before).weights();

        for (TensorSpec spec : fineTuning.network().tensors()) {
            boolean same = before.find(spec.name()).equals(after.find(spec.name()));
            assertThat(same)
                    .as(spec.name())
                    .isEqualTo(spec.part() == NetworkPart.TRUNK && spec.role().isParameter());
        }
    }

    @Test
    void anotherSeedGivesDifferentWeights() {
        FineTuning one = StripeImages.fineTuning(FinetuneScope.FULL, TrainingMode.STANDARD, SHORT, 1);
        FineTuning two = StripeImages.fineTuning(FinetuneScope.FULL, TrainingMode.STANDARD, SHORT, 2);
        Weights same = one.initialWeights();

        assertThat(run(one, same).weights()).isNotEqualTo(run(two, same).weights());
    }

    @Test
    void runningAFinishedTrainingAgainDoesNothing() {
        FineTuning fineTuning = StripeImages.fineTuning(FinetuneScope.FULL, TrainingMode.STANDARD, SHORT, 1);
        TrainingState done = run(fineTuning, fineTuning.initialWeights());

        assertThat(fineTuning.run(done, RecordingObserver.stoppingAfter(1))).isEqualTo(done);
    }

    private static Weights trained(FinetuneObjective objective) {
        FineTuning fineTuning = StripeImages.fineTuning(
                FinetuneScope.FULL, TrainingMode.ADVERSARIAL, BatchNormMode.EVAL, objective, SHORT, 1);
        return run(fineTuning, fineTuning.initialWeights()).weights();
    }

    private static TrainingState run(FineTuning fineTuning, Weights initial) {
        return fineTuning.run(fineTuning.start(initial), RecordingObserver.uninterrupted());
    }
}
