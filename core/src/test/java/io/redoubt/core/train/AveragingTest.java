package io.redoubt.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.api.training.AveragingMethod;
import io.redoubt.api.training.BatchNormMode;
import io.redoubt.api.training.FinetuneScope;
import io.redoubt.api.training.Recipe;
import io.redoubt.api.training.TrainingMode;
import io.redoubt.api.training.WeightAveraging;
import io.redoubt.core.model.NetworkPart;
import io.redoubt.core.model.PyTorchRecording;
import io.redoubt.core.model.TensorSpec;
import io.redoubt.core.model.Weights;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AveragingTest {
    private static final Recipe FOUR_EPOCHS = StripeImages.recipe(4, 0.05, BatchNormMode.EVAL);

    static String averaging(String method, double decay, double start) {
        return "{\"averaging\": {\"method\": \"" + method + "\", \"decay\": " + decay + ", \"start\": " + start + "}}";
    }

    @Test
    void exponentialAverageHasAWarmUp() {
        AveragingRate rate = new AveragingRate(new WeightAveraging(AveragingMethod.EMA, 0.9, 0), 10);

        assertThat(rate.afterStep(0)).isCloseTo(1 - 2 / 11.0, within(1e-12));
        assertThat(rate.afterStep(9)).isCloseTo(1 - 11 / 20.0, within(1e-12));
        assertThat(rate.afterStep(1000)).isCloseTo(0.1, within(1e-12));
        assertThat(rate.afterEpoch(9)).isZero();
    }

    @Test
    void meanStartsAfterTheConfiguredFractionOfTheEpochs() {
        AveragingRate rate = new AveragingRate(new WeightAveraging(AveragingMethod.SWA, 0.9, 0.75), 8);

        assertThat(List.of(0, 5, 6, 7)).extracting(rate::afterEpoch).containsExactly(1.0, 1.0, 1.0, 0.5);
        assertThat(List.of(0, 5, 6, 7)).extracting(rate::isMean).containsExactly(false, false, true, true);
        assertThat(rate.afterStep(0)).isZero();
    }

    /** Parameters only; for running statistics see {@link BatchNormStatisticsTest}. */
    @Test
    void meanAveragesTheWeightsAtTheEndOfEachEpoch() {
        RecordingObserver observer = RecordingObserver.uninterrupted();

        run(FinetuneScope.FULL, StripeImages.with(FOUR_EPOCHS, averaging("swa", 0, 0.5)), observer);

        TrainingState third = observer.checkpoints.get(2);
        TrainingState fourth = observer.checkpoints.get(3);
        assertThat(observer.checkpoints.get(1).model())
                .isEqualTo(observer.checkpoints.get(1).weights());
        for (String name : List.of("conv1.weight", "bn1.weight", "layer4.0.bn1.bias", "fc.bias")) {
            float[] a = values(third.weights(), name);
            float[] b = values(fourth.weights(), name);
            float[] mean = values(fourth.model(), name);
            for (int i = 0; i < mean.length; i++) {
                assertThat(mean[i]).as(name).isCloseTo((a[i] + b[i]) / 2, within(1e-6f));
            }
        }
    }

    @Test
    void averageIsSelectedAndDoesNotAffectTraining() {
        TrainingState plain = run(FinetuneScope.FULL, FOUR_EPOCHS, RecordingObserver.uninterrupted());
        RecordingObserver observer = RecordingObserver.uninterrupted();
        TrainingState averaged =
                run(FinetuneScope.FULL, StripeImages.with(FOUR_EPOCHS, averaging("ema", 0.9, 0)), observer);

        assertThat(averaged.weights()).isEqualTo(plain.weights());
        assertThat(averaged.model()).isNotEqualTo(plain.weights());
        assertThat(averaged.best())
                .isEqualTo(observer.checkpoints
                        .get(averaged.bestEpoch().epoch() - 1)
                        .model());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ema", "swa"})
    void averageOfAFrozenTrunkEqualsTheTrunk(String method) {
        Recipe recipe = StripeImages.with(FOUR_EPOCHS, averaging(method, 0.9, 0));
        FineTuning fineTuning = StripeImages.fineTuning(FinetuneScope.PARTIAL, TrainingMode.STANDARD, recipe, 1);
        Weights before = fineTuning.initialWeights();

        Weights after = run(FinetuneScope.PARTIAL, recipe, RecordingObserver.uninterrupted())
                .model();

        for (TensorSpec spec : fineTuning.network().tensors()) {
            boolean same = before.find(spec.name()).equals(after.find(spec.name()));
            assertThat(same).as(spec.name()).isEqualTo(spec.part() == NetworkPart.TRUNK);
        }
    }

    private static TrainingState run(FinetuneScope scope, Recipe recipe, TrainingObserver observer) {
        FineTuning fineTuning = StripeImages.fineTuning(scope, TrainingMode.STANDARD, recipe, 1);
        return fineTuning.run(fineTuning.start(fineTuning.initialWeights()), observer);
    }

    private static float[] values(Weights weights, String name) {
        return PyTorchRecording.floats(weights.find(name).orElseThrow());
    }
}
