package io.redoubt.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.event.Progress;
import io.redoubt.api.job.PretrainSpec;
import io.redoubt.api.request.PretextTaskNames;
import io.redoubt.api.training.AdversarialLoss;
import io.redoubt.api.training.BatchNormMode;
import io.redoubt.api.training.FinetuneObjective;
import io.redoubt.api.training.FinetuneScope;
import io.redoubt.api.training.Recipe;
import io.redoubt.api.training.TrainingMode;
import io.redoubt.core.pretext.PretextTasks;
import io.redoubt.data.safetensors.Safetensors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that is stopped at any step and resumed from the stored state ends with the same bytes. */
class ResumeTest {
    static final List<String> TASKS = PretextTasks.STANDARD.names();
    private static final Recipe RECIPE = StripeImages.recipe(2, 0.05, BatchNormMode.TRAIN);
    private static final FinetuneObjective TRADES = new FinetuneObjective(AdversarialLoss.TRADES, 6, 0.1);
    /** Training steps per epoch; each epoch ends with one report of model selection. */
    private static final int STEPS = 3;

    @ParameterizedTest
    @FieldSource("TASKS")
    void adversarialPretraining(String task) {
        PretrainSpec spec = StripeImages.pretrainSpec(task, TrainingMode.ADVERSARIAL, RECIPE, 1);
        assertSameBytes(
                new Pretraining(spec, StripeImages.dataset()).start(),
                (state, observer) -> new Pretraining(spec, StripeImages.dataset()).run(state, observer));
    }

    @Test
    void jointPretraining() {
        PretrainSpec spec = StripeImages.pretrainSpec(
                new PretextTaskNames(TASKS), TrainingMode.ADVERSARIAL, OptionalDouble.of(0.1), RECIPE, 1);
        assertSameBytes(
                new Pretraining(spec, StripeImages.dataset()).start(),
                (state, observer) -> new Pretraining(spec, StripeImages.dataset()).run(state, observer));
    }

    @ParameterizedTest
    @EnumSource(TrainingMode.class)
    void fullFineTuning(TrainingMode training) {
        assertSameBytes(() -> StripeImages.fineTuning(FinetuneScope.FULL, training, RECIPE, 1));
    }

    @Test
    void fineTuningWithTrades() {
        assertSameBytes(() -> StripeImages.fineTuning(
                FinetuneScope.FULL, TrainingMode.ADVERSARIAL, BatchNormMode.EVAL, TRADES, RECIPE, 1));
    }

    /** The running statistics of the frozen trunk are fixed or updated, depending on the mode. */
    @ParameterizedTest
    @EnumSource(BatchNormMode.class)
    void partialFineTuning(BatchNormMode frozenNorm) {
        assertSameBytes(() -> StripeImages.fineTuning(
                FinetuneScope.PARTIAL, TrainingMode.ADVERSARIAL, frozenNorm, StripeImages.PLAIN, RECIPE, 1));
    }

    /**
     * The mean starts in the first or in the second epoch; its batch norm statistics are recomputed in a separate pass.
     */
    @ParameterizedTest
    @CsvSource({"ema, 0", "swa, 0", "swa, 0.5"})
    void weightAveraging(String method, double start) {
        Recipe recipe = StripeImages.with(RECIPE, AveragingTest.averaging(method, 0.9, start));

        assertSameBytes(() -> StripeImages.fineTuning(FinetuneScope.FULL, TrainingMode.ADVERSARIAL, recipe, 1));
    }

    @Test
    void resumeContinuesAfterTheLastStep() {
        Recipe recipe = StripeImages.with(RECIPE, AveragingTest.averaging("swa", 0.9, 0));
        FineTuning fineTuning = StripeImages.fineTuning(FinetuneScope.FULL, TrainingMode.STANDARD, recipe, 1);
        TrainingState start = fineTuning.start(fineTuning.initialWeights());
        RecordingObserver uninterrupted = RecordingObserver.uninterrupted();
        fineTuning.run(start, uninterrupted);

        for (int reports = 1; reports < uninterrupted.progress.size(); reports++) {
            RecordingObserver interrupted = RecordingObserver.stoppingAfter(reports);
            assertThatThrownBy(() -> fineTuning.run(start, interrupted)).isInstanceOf(RecordingObserver.Stopped.class);
            RecordingObserver resumed = RecordingObserver.uninterrupted();
            fineTuning.run(stored(interrupted.lastState()), resumed);

            int remaining = uninterrupted.progress.size() - firstRepeated(uninterrupted.progress, reports);
            assertThat(resumed.progress).hasSize(remaining);
            assertThat(positions(resumed.progress))
                    .isEqualTo(positions(uninterrupted.progress)
                            .subList(uninterrupted.progress.size() - remaining, uninterrupted.progress.size()));
            assertThat(resumed.progress.get(remaining - 1).secondsLeft()).isZero();
        }
    }

    /**
     * Returns the index of the first report that a resumed run repeats: training steps are not repeated, statistics and
     * selection are.
     */
    private static int firstRepeated(List<Progress> uninterrupted, int reports) {
        int next = reports;
        while (!uninterrupted.get(next - 1).phase().equals("train")) {
            next--;
        }
        return next;
    }

    private static List<String> positions(List<Progress> reports) {
        return reports.stream()
                .map(report -> report.epoch() + " " + report.phase() + " " + report.done())
                .toList();
    }

    @Test
    void stateContainsTheProgressOfItsEpoch() {
        RecordingObserver observer = RecordingObserver.copyingStates();
        FineTuning fineTuning = StripeImages.fineTuning(FinetuneScope.FULL, TrainingMode.STANDARD, RECIPE, 1);

        TrainingState end = fineTuning.run(fineTuning.start(fineTuning.initialWeights()), observer);

        assertThat(observer.states).extracting(TrainingState::epochs).containsExactly(0, 0, 0, 0, 1, 1, 1, 1);
        assertThat(observer.states)
                .extracting(state -> state.partial().orElseThrow().steps())
                .containsExactly(1, 2, STEPS, STEPS, 1, 2, STEPS, STEPS);
        assertThat(observer.checkpoints)
                .allSatisfy(state -> assertThat(state.partial()).isEmpty());
        double sum = observer.states.get(2).partial().orElseThrow().lossSum();
        assertThat(end.history().get(0).loss()).isEqualTo(sum / STEPS);
    }

    /** Statistics and selection do not change the state after the last step of an epoch. */
    @ParameterizedTest
    @ValueSource(strings = {"none", "ema", "swa"})
    void stateIsTheSameThroughoutTheEvaluationOfAnEpoch(String averaging) {
        Recipe recipe = StripeImages.with(RECIPE, AveragingTest.averaging(averaging, 0.9, 0));
        FineTuning fineTuning = StripeImages.fineTuning(FinetuneScope.FULL, TrainingMode.ADVERSARIAL, recipe, 1);
        RecordingObserver observer = RecordingObserver.copyingStates();

        fineTuning.run(fineTuning.start(fineTuning.initialWeights()), observer);

        List<TrainingState> evaluated = observer.states.stream()
                .filter(state ->
                        state.epochs() == 1 && state.partial().orElseThrow().steps() == STEPS)
                .toList();
        assertThat(evaluated).hasSizeGreaterThan(1).containsOnly(evaluated.get(0));
    }

    @Test
    void stateWithTooManyStepsIsRejected() {
        FineTuning fineTuning = StripeImages.fineTuning(FinetuneScope.FULL, TrainingMode.STANDARD, RECIPE, 1);
        RecordingObserver observer = RecordingObserver.stoppingAfter(STEPS);
        assertThatThrownBy(() -> fineTuning.run(fineTuning.start(fineTuning.initialWeights()), observer))
                .isInstanceOf(RecordingObserver.Stopped.class);
        Recipe larger = StripeImages.with(RECIPE, "{\"batch\": 20}");

        assertThatThrownBy(() -> StripeImages.fineTuning(FinetuneScope.FULL, TrainingMode.STANDARD, larger, 1)
                        .run(observer.lastState(), RecordingObserver.uninterrupted()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the state has 3 steps in an epoch, but the plan has 2; resume with the images and the batch of the interrupted run");
    }

    private static void assertSameBytes(Supplier<FineTuning> fineTuning) {
        FineTuning first = fineTuning.get();
        assertSameBytes(
                first.start(first.initialWeights()),
                (state, observer) -> fineTuning.get().run(state, observer));
    }

    /**
     * Asserts that a run resumed from its state at every report and at the end of every epoch ends with the same bytes.
     */
    static void assertSameBytes(TrainingState start, BiFunction<TrainingState, TrainingObserver, TrainingState> run) {
        byte[] expected = bytes(run.apply(start, RecordingObserver.uninterrupted()));
        RecordingObserver observer = RecordingObserver.copyingStates();

        assertThat(bytes(run.apply(start, observer))).isEqualTo(expected);

        List<TrainingState> states = new ArrayList<>(observer.states);
        states.addAll(observer.checkpoints);
        for (TrainingState state : states) {
            byte[] resumed = bytes(run.apply(stored(state), RecordingObserver.uninterrupted()));
            assertThat(resumed)
                    .as("resumed after %d epochs and %s", state.epochs(), state.partial())
                    .isEqualTo(expected);
        }
    }

    /** Returns the state after serialisation and deserialisation. */
    static TrainingState stored(TrainingState state) {
        return TrainingState.of(Safetensors.read(ByteBuffer.wrap(bytes(state))));
    }

    private static byte[] bytes(TrainingState state) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Safetensors.write(out, state.tensors(), state.metadata());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
