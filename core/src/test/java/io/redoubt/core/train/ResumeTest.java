package io.redoubt.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.event.Progress;
import io.redoubt.api.job.PretrainSpec;
import io.redoubt.api.request.AdversarialLoss;
import io.redoubt.api.request.BatchNormMode;
import io.redoubt.api.request.FinetuneObjective;
import io.redoubt.api.request.FinetuneScope;
import io.redoubt.api.request.PretextTaskNames;
import io.redoubt.api.request.Recipe;
import io.redoubt.api.request.TrainingMode;
import io.redoubt.core.pretext.PretextTasks;
import io.redoubt.core.safetensors.Safetensors;
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

/** A run that is stopped anywhere and resumed, by a new engine object from stored bytes, ends in the same bytes. */
class ResumeTest {
    static final List<String> TASKS = PretextTasks.STANDARD.names();
    private static final Recipe RECIPE = StripeImages.recipe(2, 0.05, BatchNormMode.TRAIN);
    private static final FinetuneObjective TRADES = new FinetuneObjective(AdversarialLoss.TRADES, 6, 0.1);
    /** Training batches of an epoch; after them one report is of selection. */
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
    void fineTuningOfAllWeights(TrainingMode training) {
        assertSameBytes(() -> StripeImages.fineTuning(FinetuneScope.FULL, training, RECIPE, 1));
    }

    @Test
    void fineTuningByTrades() {
        assertSameBytes(() -> StripeImages.fineTuning(
                FinetuneScope.FULL, TrainingMode.ADVERSARIAL, BatchNormMode.EVAL, TRADES, RECIPE, 1));
    }

    /** The frozen trunk with the running statistics of its batch norms moving. */
    @ParameterizedTest
    @EnumSource(BatchNormMode.class)
    void fineTuningOfTheHead(BatchNormMode frozenNorm) {
        assertSameBytes(() -> StripeImages.fineTuning(
                FinetuneScope.PARTIAL, TrainingMode.ADVERSARIAL, frozenNorm, StripeImages.PLAIN, RECIPE, 1));
    }

    /** The mean is kept from the first epoch on or from the second; its statistics are measured in a pass of their own. */
    @ParameterizedTest
    @CsvSource({"ema, 0", "swa, 0", "swa, 0.5"})
    void anAverageOfTheWeights(String method, double start) {
        Recipe recipe = StripeImages.with(RECIPE, AveragingTest.averaging(method, 0.9, start));

        assertSameBytes(() -> StripeImages.fineTuning(FinetuneScope.FULL, TrainingMode.ADVERSARIAL, recipe, 1));
    }

    @Test
    void itGoesOnAtTheStepAfterTheLast() {
        Recipe recipe = StripeImages.with(RECIPE, AveragingTest.averaging("swa", 0.9, 0));
        FineTuning fineTuning = StripeImages.fineTuning(FinetuneScope.FULL, TrainingMode.STANDARD, recipe, 1);
        TrainingState start = fineTuning.start(fineTuning.initialWeights());
        RecordingObserver whole = RecordingObserver.patient();
        fineTuning.run(start, whole);

        for (int reports = 1; reports < whole.progress.size(); reports++) {
            RecordingObserver interrupted = RecordingObserver.stoppingAfter(reports);
            assertThatThrownBy(() -> fineTuning.run(start, interrupted)).isInstanceOf(RecordingObserver.Stopped.class);
            RecordingObserver resumed = RecordingObserver.patient();
            fineTuning.run(stored(interrupted.lastMoment()), resumed);

            int left = whole.progress.size() - firstRepeated(whole.progress, reports);
            assertThat(resumed.progress).hasSize(left);
            assertThat(places(resumed.progress))
                    .isEqualTo(places(whole.progress).subList(whole.progress.size() - left, whole.progress.size()));
            assertThat(resumed.progress.get(left - 1).secondsLeft()).isZero();
        }
    }

    /** Steps are not repeated; statistics and selection begin anew. */
    private static int firstRepeated(List<Progress> whole, int reports) {
        int next = reports;
        while (!whole.get(next - 1).phase().equals("train")) {
            next--;
        }
        return next;
    }

    private static List<String> places(List<Progress> reports) {
        return reports.stream()
                .map(report -> report.epoch() + " " + report.phase() + " " + report.done())
                .toList();
    }

    @Test
    void aStateSaysHowFarItsEpochHasCome() {
        RecordingObserver observer = RecordingObserver.asking();
        FineTuning fineTuning = StripeImages.fineTuning(FinetuneScope.FULL, TrainingMode.STANDARD, RECIPE, 1);

        TrainingState end = fineTuning.run(fineTuning.start(fineTuning.initialWeights()), observer);

        assertThat(observer.moments).extracting(TrainingState::epochs).containsExactly(0, 0, 0, 0, 1, 1, 1, 1);
        assertThat(observer.moments)
                .extracting(state -> state.partial().orElseThrow().steps())
                .containsExactly(1, 2, STEPS, STEPS, 1, 2, STEPS, STEPS);
        assertThat(observer.checkpoints)
                .allSatisfy(state -> assertThat(state.partial()).isEmpty());
        double sum = observer.moments.get(2).partial().orElseThrow().lossSum();
        assertThat(end.history().get(0).loss()).isEqualTo(sum / STEPS);
    }

    /** Wherever the steps of an epoch are done, whatever has been measured since: a step has one state. */
    @ParameterizedTest
    @ValueSource(strings = {"none", "ema", "swa"})
    void theStateOfAStepIsTheSameWheneverItIsAskedFor(String averaging) {
        Recipe recipe = StripeImages.with(RECIPE, AveragingTest.averaging(averaging, 0.9, 0));
        FineTuning fineTuning = StripeImages.fineTuning(FinetuneScope.FULL, TrainingMode.ADVERSARIAL, recipe, 1);
        RecordingObserver observer = RecordingObserver.asking();

        fineTuning.run(fineTuning.start(fineTuning.initialWeights()), observer);

        List<TrainingState> judged = observer.moments.stream()
                .filter(state ->
                        state.epochs() == 1 && state.partial().orElseThrow().steps() == STEPS)
                .toList();
        assertThat(judged).hasSizeGreaterThan(1).containsOnly(judged.get(0));
    }

    @Test
    void aStateOfLongerEpochsIsRefused() {
        FineTuning fineTuning = StripeImages.fineTuning(FinetuneScope.FULL, TrainingMode.STANDARD, RECIPE, 1);
        RecordingObserver observer = RecordingObserver.stoppingAfter(STEPS);
        assertThatThrownBy(() -> fineTuning.run(fineTuning.start(fineTuning.initialWeights()), observer))
                .isInstanceOf(RecordingObserver.Stopped.class);
        Recipe larger = StripeImages.with(RECIPE, "{\"batch\": 20}");

        assertThatThrownBy(() -> StripeImages.fineTuning(FinetuneScope.FULL, TrainingMode.STANDARD, larger, 1)
                        .run(observer.lastMoment(), RecordingObserver.patient()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the state is after 3 steps of an epoch that has 2");
    }

    private static void assertSameBytes(Supplier<FineTuning> fineTuning) {
        FineTuning first = fineTuning.get();
        assertSameBytes(
                first.start(first.initialWeights()),
                (state, observer) -> fineTuning.get().run(state, observer));
    }

    /** Resumes a run from its state at every report and at the end of every epoch. */
    static void assertSameBytes(TrainingState start, BiFunction<TrainingState, TrainingObserver, TrainingState> run) {
        byte[] undisturbed = bytes(run.apply(start, RecordingObserver.patient()));
        RecordingObserver observer = RecordingObserver.asking();

        assertThat(bytes(run.apply(start, observer))).isEqualTo(undisturbed);

        List<TrainingState> states = new ArrayList<>(observer.moments);
        states.addAll(observer.checkpoints);
        for (TrainingState state : states) {
            byte[] resumed = bytes(run.apply(stored(state), RecordingObserver.patient()));
            assertThat(resumed)
                    .as("resumed after %d epochs and %s", state.epochs(), state.partial())
                    .isEqualTo(undisturbed);
        }
    }

    /** As it reads back from the bytes that are kept of it. */
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
