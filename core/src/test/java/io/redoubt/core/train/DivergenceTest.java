package io.redoubt.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.request.PretextTaskNames;
import io.redoubt.api.training.BatchNormMode;
import io.redoubt.api.training.FinetuneScope;
import io.redoubt.api.training.Recipe;
import io.redoubt.api.training.TrainingMode;
import io.redoubt.core.model.Objective;
import io.redoubt.core.model.Weights;
import io.redoubt.core.pretext.PretextTasks;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import io.redoubt.data.safetensors.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A value that is not finite ends the run that computed it, before an accuracy or a checkpoint is made of it. */
class DivergenceTest {
    static final List<List<String>> TASKS = Stream.concat(
                    PretextTasks.STANDARD.names().stream().map(List::of), Stream.of(PretextTasks.STANDARD.names()))
            .toList();

    private static final Recipe SHORT = StripeImages.recipe(1, 0.05, BatchNormMode.EVAL);
    private static final String REMEDY = "; training diverged: lower learningRate or add warmupSteps";

    @Test
    void nonFiniteLossFailsTheStep() {
        FineTuning training = StripeImages.fineTuning(FinetuneScope.FULL, TrainingMode.STANDARD, SHORT, 1);

        RecordingObserver observer =
                refused(training, "fc.bias", Float.NaN, "the loss is NaN at step 0 of epoch 1" + REMEDY);

        assertThat(observer.progress).isEmpty();
    }

    /** Batch norms in training mode do not read their running statistics, so that the loss is finite. */
    @ParameterizedTest
    @ValueSource(strings = {"none", "ema", "swa"})
    void nonFiniteRunningStatisticFailsTheEpoch(String averaging) {
        Recipe recipe = StripeImages.with(SHORT, AveragingTest.averaging(averaging, 0.9, 0));
        FineTuning training = StripeImages.fineTuning(FinetuneScope.FULL, TrainingMode.STANDARD, recipe, 1);

        RecordingObserver observer = refused(
                training,
                "layer4.0.bn1.running_var",
                Float.NaN,
                "tensor 'layer4.0.bn1.running_var' of the weights is not finite after step 2 of epoch 1" + REMEDY);

        assertThat(observer.progress).hasSize(3);
        assertThat(observer.checkpoints).isEmpty();
    }

    @Test
    void nonFiniteStatisticFailsTheCheckpointWithinTheEpoch() {
        FineTuning training = StripeImages.fineTuning(FinetuneScope.FULL, TrainingMode.STANDARD, SHORT, 1);
        Weights broken = with(training.initialWeights(), "layer4.0.bn1.running_mean", Float.POSITIVE_INFINITY);

        assertThatThrownBy(() -> training.run(training.start(broken), RecordingObserver.copyingStates()))
                .isInstanceOf(DivergedException.class)
                .hasMessageStartingWith(
                        "tensor 'layer4.0.bn1.running_mean' of the weights is not finite after step 0 of epoch 1");
    }

    /** All weights are finite; the sums of the activations in evaluation mode are not. */
    @Test
    void nonFiniteLogitOfAHeldOutImageFailsTheRun() {
        Trainer trainer = ScaledBatchNormClassifier.trainer(SHORT);
        Weights huge = with(ScaledBatchNormClassifier.initial(), "bn.running_mean", -3e38f);
        RecordingObserver observer = RecordingObserver.uninterrupted();

        assertThatThrownBy(() -> trainer.run(trainer.start(huge), observer))
                .isInstanceOf(DivergedException.class)
                .hasMessage("the logits of held-out images are not finite in epoch 1, so that accuracy is undefined"
                        + REMEDY);
        assertThat(observer.checkpoints).isEmpty();
    }

    /** The largest of NaN logits is the first, which must not count as an answer. */
    @ParameterizedTest
    @FieldSource("TASKS")
    void nanLogitsCountAsNaNForEveryTask(List<String> tasks) {
        Pretraining training = new Pretraining(
                StripeImages.pretrainSpec(
                        new PretextTaskNames(tasks), TrainingMode.STANDARD, OptionalDouble.empty(), SHORT, 1),
                StripeImages.dataset());
        TrainingPlan plan = training.trainer().plan();
        Objective objective = plan.batches().objective();
        ScriptSource source = new ScriptSource();
        objective.define(source);
        List<Tensor> weights = objective.tensors().stream()
                .map(spec -> {
                    float[] values = new float[spec.elements()];
                    Arrays.fill(values, Float.NaN);
                    return Tensor.of(spec.name(), spec.dimensions(), values);
                })
                .toList();
        try (ScriptModule module = ScriptModule.load(source);
                ScriptStep call = module.step()) {
            Batch batch = new BatchLoader(plan, StripeImages.dataset().train()).evaluation(call, new int[] {0, 1});

            assertThat(call.call(ScriptMethods.CORRECT, module.upload("w", weights), batch.images(), batch.targets())
                            .get(0)
                            .toFloats())
                    .containsExactly(Float.NaN, Float.NaN);
        }
    }

    private static RecordingObserver refused(FineTuning training, String tensor, float value, String message) {
        RecordingObserver observer = RecordingObserver.uninterrupted();
        Weights broken = with(training.initialWeights(), tensor, value);

        assertThatThrownBy(() -> training.run(training.start(broken), observer))
                .isInstanceOf(DivergedException.class)
                .hasMessage(message);
        return observer;
    }

    private static Weights with(Weights weights, String name, float value) {
        List<Tensor> tensors = new ArrayList<>(weights.tensors());
        tensors.replaceAll(tensor -> {
            float[] values = new float[Math.toIntExact(tensor.elements())];
            Arrays.fill(values, value);
            return tensor.name().equals(name) ? Tensor.of(name, tensor.shape(), values) : tensor;
        });
        return Weights.of(tensors);
    }
}
