package io.redoubt.core.toy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.api.job.PretrainSpec;
import io.redoubt.api.request.AdversarialLoss;
import io.redoubt.api.request.FinetuneObjective;
import io.redoubt.api.request.TrainingMode;
import io.redoubt.core.loss.TrainingLosses;
import io.redoubt.core.model.Network;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.Objective;
import io.redoubt.core.model.PreActResNet;
import io.redoubt.core.model.PretrainedTrunk;
import io.redoubt.core.model.Weights;
import io.redoubt.core.pretext.PretextTasks;
import io.redoubt.core.safetensors.Tensor;
import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.DeviceTensors;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import io.redoubt.core.train.FineTuning;
import io.redoubt.core.train.Pretraining;
import io.redoubt.core.train.RecordingObserver;
import io.redoubt.core.train.StripeImages;
import io.redoubt.core.train.TrainingState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods that the training loop does not know run in it unchanged; see docs/decisions/0014. */
class ToyTrainingTest {
    private static final int BATCH = 3;
    private static final int SIDE = 8;
    private static final PretextTasks TASKS = PretextTasks.STANDARD
            .with("contrastive", seed -> new ContrastiveTask())
            .with("flip", seed -> new FlipTask());
    private static final TrainingLosses LOSSES = TrainingLosses.STANDARD
            .with("mart", of -> new MartLoss(of.beta()))
            .with(
                    "madry-awp",
                    of -> new WeightPerturbation(
                            TrainingLosses.STANDARD.of(
                                    TrainingMode.ADVERSARIAL,
                                    new FinetuneObjective(AdversarialLoss.MADRY, of.beta(), of.labelSmoothing())),
                            0.005,
                            0));

    @ParameterizedTest
    @ValueSource(strings = {"mart", "madry-awp"})
    void aLossWithItsOwnWeightsOrPerturbationIsFineTuned(String loss) {
        FineTuning fineTuning = new FineTuning(
                LOSSES,
                StripeImages.finetuneSpec(
                        new FinetuneObjective(new AdversarialLoss(loss), 5, 0), StripeImages.unaugmented(8)),
                StripeImages.dataset());

        TrainingState end =
                fineTuning.run(fineTuning.start(fineTuning.initialWeights()), RecordingObserver.uninterrupted());

        assertThat(end.bestEpoch().robustAccuracy()).isGreaterThan(0.8);
        assertThat(end.forwardPasses())
                .isEqualTo(8L
                        * ((StripeImages.TRAIN - StripeImages.HELD_OUT) * (StripeImages.ATTACK_STEPS + 2)
                                + StripeImages.HELD_OUT * (StripeImages.SELECTION_STEPS + 2)));
    }

    @ParameterizedTest
    @EnumSource(TrainingMode.class)
    void aContrastiveTaskWithTwoSetsOfBatchNormsIsPretrained(TrainingMode training) {
        PretrainSpec spec = StripeImages.pretrainSpec("contrastive", training, StripeImages.unaugmented(6), 1);
        Pretraining pretraining = new Pretraining(TASKS, spec, StripeImages.dataset());

        TrainingState end = pretraining.run(pretraining.start(), RecordingObserver.uninterrupted());

        assertThat(end.history()).hasSize(6).allSatisfy(epoch -> assertThat(epoch.loss())
                .isFinite());
        float[] adversarial = values(end.weights(), "bn1.running_mean");
        float[] clean = values(end.weights(), "clean.bn1.running_mean");
        assertThat(adversarial).isNotEqualTo(clean);
        assertThat(training == TrainingMode.STANDARD ? adversarial : clean).isNotEqualTo(new float[clean.length]);
        Network classifier = pretraining.backbone();
        PretrainedTrunk trunk =
                PretrainedTrunk.of(classifier.tensors(), Weights.initial(classifier.tensors(), 1), end.weights());
        assertThat(trunk.matched()).contains("bn1.running_mean").noneMatch(name -> name.startsWith("clean."));
    }

    @Test
    void aTaskIsPretrainedByItsName() {
        PretrainSpec spec = StripeImages.pretrainSpec("flip", TrainingMode.ADVERSARIAL, StripeImages.unaugmented(1), 1);
        Pretraining pretraining = new Pretraining(TASKS, spec, StripeImages.dataset());

        assertThat(pretraining
                        .run(pretraining.start(), RecordingObserver.uninterrupted())
                        .epochs())
                .isEqualTo(1);
    }

    @Test
    void theContrastiveLossOfAnImageDependsOnTheWholeBatch() {
        PreActResNet projection = new PreActResNet(10, 2, 8, Normalisation.forChannels(1));
        Objective network = new ContrastiveNetwork(projection, 0.5);
        Weights weights = Weights.initial(network.tensors(), 3);
        ScriptSource source = new ScriptSource();
        network.define(source);
        source.define(TwoViews.EMBEDDINGS, TwoViews.EMBED);
        source.define(TwoViews.LOSSES, TwoViews.EVALUATE);
        try (ScriptModule module = ScriptModule.load(source);
                ScriptStep step = module.step()) {
            DeviceTensors w = module.upload("w", weights.inOrder(network.tensors()));
            DeviceTensor x = step.floats(new long[] {BATCH, 2, SIDE, SIDE}, TwoViews::fill);
            DeviceTensor t = step.longs(new long[BATCH], BATCH);

            float[] losses = step.call(TwoViews.LOSSES, w, x, t).get(0).toFloats();

            double[] expected =
                    TwoViews.ntXent(step.call(TwoViews.EMBEDDINGS, w, x).get(0).toFloats(), BATCH, 8, 0.5);
            for (int i = 0; i < BATCH; i++) {
                assertThat((double) losses[i]).isCloseTo(expected[i], within(1e-5));
            }
        }
    }

    private static float[] values(Weights weights, String name) {
        Tensor tensor = weights.find(name).orElseThrow();
        float[] values = new float[Math.toIntExact(tensor.elements())];
        tensor.data().asFloatBuffer().get(values);
        return values;
    }
}
