package io.redoubt.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.request.ModelSpec;
import io.redoubt.api.request.PretextTaskNames;
import io.redoubt.api.training.FinetuneScope;
import io.redoubt.api.training.Recipe;
import io.redoubt.api.training.TrainingMode;
import io.redoubt.core.model.NetworkPart;
import io.redoubt.core.model.PretrainedTrunk;
import io.redoubt.core.model.TensorSpec;
import io.redoubt.core.model.network.LeastDepth;
import io.redoubt.core.model.network.Networks;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every registered architecture is pretrained and fine-tuned by its name in the spec, as in the services. */
class ArchitectureTrainingTest {
    static final List<String> ARCHITECTURES = Networks.STANDARD.names();
    private static final Recipe RECIPE = StripeImages.unaugmented(1);

    @ParameterizedTest
    @FieldSource("ARCHITECTURES")
    void pretrainedTrunkIsFineTuned(String architecture) {
        ModelSpec model = new ModelSpec(architecture, LeastDepth.of(architecture), 2);
        Pretraining pretraining = new Pretraining(
                StripeImages.pretrainSpec(
                        model,
                        PretextTaskNames.of("rotation"),
                        TrainingMode.ADVERSARIAL,
                        OptionalDouble.empty(),
                        RECIPE,
                        1),
                StripeImages.dataset());
        TrainingState pretrained = pretraining.run(pretraining.start(), RecordingObserver.uninterrupted());
        FineTuning fineTuning = new FineTuning(
                StripeImages.finetuneSpec(model, FinetuneScope.PARTIAL, TrainingMode.ADVERSARIAL, RECIPE, 1),
                StripeImages.dataset());
        PretrainedTrunk trunk = fineTuning.load(pretrained.weights());

        TrainingState end = fineTuning.run(fineTuning.start(trunk.weights()), RecordingObserver.uninterrupted());

        assertThat(fineTuning.network().architecture()).isEqualTo(architecture);
        for (TensorSpec spec : fineTuning.network().tensors()) {
            boolean inTrunk = spec.part() == NetworkPart.TRUNK;
            assertThat(trunk.matched().contains(spec.name())).as(spec.name()).isEqualTo(inTrunk);
            if (spec.role().isParameter()) {
                assertThat(end.weights()
                                .find(spec.name())
                                .equals(trunk.weights().find(spec.name())))
                        .as(spec.name())
                        .isEqualTo(inTrunk);
            }
        }
    }

    /** Differentiates input gradients, a case that most operator implementations are not tested for. */
    @ParameterizedTest
    @ValueSource(strings = {"resnet", "wide-resnet", "dm-wide-resnet-silu"})
    void everyArchitectureTrainsWithTheDiversityTerm(String architecture) {
        Pretraining pretraining = new Pretraining(
                StripeImages.pretrainSpec(
                        new ModelSpec(architecture, 10, 1),
                        PretextTaskNames.of("rotation", "jigsaw", "selfie"),
                        TrainingMode.ADVERSARIAL,
                        OptionalDouble.of(0.1),
                        RECIPE,
                        1),
                StripeImages.dataset());

        TrainingState end = pretraining.run(pretraining.start(), RecordingObserver.uninterrupted());

        assertThat(end.history().get(0).loss()).isFinite();
    }
}
