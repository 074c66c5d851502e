package io.redoubt.core.toy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.api.job.PretrainSpec;
import io.redoubt.api.training.AdversarialLoss;
import io.redoubt.api.training.FinetuneObjective;
import io.redoubt.api.training.TrainingMode;
import io.redoubt.core.loss.LossInputs;
import io.redoubt.core.loss.TrainingLosses;
import io.redoubt.core.model.BatchNormModes;
import io.redoubt.core.model.Network;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.Objective;
import io.redoubt.core.model.PretrainedTrunk;
import io.redoubt.core.model.Weights;
import io.redoubt.core.model.network.PreActResNet;
import io.redoubt.core.pretext.PretextTasks;
import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.DeviceTensors;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import io.redoubt.core.train.FineTuning;
import io.redoubt.core.train.Pretraining;
import io.redoubt.core.train.RecordingObserver;
import io.redoubt.core.train.StripeImages;
import io.redoubt.core.train.TrainingState;
import io.redoubt.data.safetensors.Tensor;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The training loop runs methods that are not registered, without a change; see docs/decisions/0014. */
class ToyTrainingTest {
    private static final int BATCH = 3;
    private static final int SIDE = 8;
    private static final int EMBEDDING = 8;
    private static final double TEMPERATURE = 0.5;
    /** Accuracy of guessing the other view of an image among all other views of the held-out images. */
    private static final double CHANCE = 1.0 / (2 * StripeImages.HELD_OUT - 1);

    private static final PreActResNet PROJECTION = new PreActResNet(10, 2, EMBEDDING, Normalisation.forChannels(1));
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
    void lossWithOwnWeightsOrPerturbationTrains(String loss) {
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
    void contrastiveTaskWithTwoSetsOfBatchNormsIsPretrained(TrainingMode training) {
        PretrainSpec spec = StripeImages.pretrainSpec("contrastive", training, StripeImages.unaugmented(6), 1);
        Pretraining pretraining = new Pretraining(TASKS, spec, StripeImages.dataset());

        TrainingState end = pretraining.run(pretraining.start(), RecordingObserver.uninterrupted());

        assertThat(end.epochs()).isEqualTo(6);
        assertThat(end.bestEpoch().accuracy()).isGreaterThan(CHANCE);
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
    void taskIsPretrainedByName() {
        PretrainSpec spec = StripeImages.pretrainSpec("flip", TrainingMode.ADVERSARIAL, StripeImages.unaugmented(1), 1);
        Pretraining pretraining = new Pretraining(TASKS, spec, StripeImages.dataset());

        assertThat(pretraining
                        .run(pretraining.start(), RecordingObserver.uninterrupted())
                        .epochs())
                .isEqualTo(1);
    }

    @Test
    void contrastiveLossOfAnImageIsNtXent() {
        Objective network = new ContrastiveNetwork(PROJECTION, TEMPERATURE);
        ScriptSource source = new ScriptSource();
        network.define(source);
        source.define(TwoViews.EMBEDDINGS, TwoViews.embed("logits"));
        source.define(TwoViews.LOSSES, TwoViews.EVALUATE);
        try (ScriptModule module = ScriptModule.load(source);
                ScriptStep step = module.step()) {
            DeviceTensors w = weights(module, network);
            DeviceTensor x = views(step, 7);

            float[] losses = step.call(TwoViews.LOSSES, w, x, step.longs(new long[BATCH], BATCH))
                    .get(0)
                    .toFloats();

            double[] expected = ntXent(step, w, x);
            for (int i = 0; i < BATCH; i++) {
                assertThat((double) losses[i]).isCloseTo(expected[i], within(1e-5));
            }
        }
    }

    @Test
    void contrastiveStepLossIsTheMeanOverAdversarialAndCleanImages() {
        ContrastiveTask task = new ContrastiveTask();
        Objective network = task.objective(PROJECTION);
        ScriptSource source = new ScriptSource();
        network.define(source);
        task.loss(network, LossInputs.ADVERSARIAL_AND_CLEAN).define(source, BatchNormModes.EVALUATION);
        source.define(TwoViews.EMBEDDINGS, TwoViews.embed("one_logits"));
        try (ScriptModule module = ScriptModule.load(source);
                ScriptStep step = module.step()) {
            DeviceTensors w = weights(module, network);
            DeviceTensor adversarial = views(step, 7);
            DeviceTensor clean = views(step, 8);
            DeviceTensors inputs = DeviceTensors.of("inputs", List.of(adversarial, clean));

            float loss = step.call(ScriptMethods.STEP_LOSS, w, inputs, step.longs(new long[BATCH], BATCH))
                    .get(0)
                    .toFloats()[0];

            double expected = DoubleStream.concat(
                            DoubleStream.of(ntXent(step, w, adversarial)), DoubleStream.of(ntXent(step, w, clean)))
                    .average()
                    .orElseThrow();
            assertThat((double) loss).isCloseTo(expected, within(1e-5));
        }
    }

    private static DeviceTensors weights(ScriptModule module, Objective network) {
        return module.upload("w", Weights.initial(network.tensors(), 3).inOrder(network.tensors()));
    }

    private static DeviceTensor views(ScriptStep step, long seed) {
        return step.floats(new long[] {BATCH, 2, SIDE, SIDE}, into -> TwoViews.fill(into, seed));
    }

    private static double[] ntXent(ScriptStep step, DeviceTensors w, DeviceTensor x) {
        float[] embeddings = step.call(TwoViews.EMBEDDINGS, w, x).get(0).toFloats();
        return TwoViews.ntXent(embeddings, BATCH, EMBEDDING, TEMPERATURE);
    }

    private static float[] values(Weights weights, String name) {
        Tensor tensor = weights.find(name).orElseThrow();
        float[] values = new float[Math.toIntExact(tensor.elements())];
        tensor.data().asFloatBuffer().get(values);
        return values;
    }
}
