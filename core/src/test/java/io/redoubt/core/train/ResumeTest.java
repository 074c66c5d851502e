package io.redoubt.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.Pretexts;
import io.redoubt.api.job.PretrainSpec;
import io.redoubt.api.request.BatchNormMode;
import io.redoubt.api.request.Pretext;
import io.redoubt.api.request.Recipe;
import io.redoubt.api.request.Scope;
import io.redoubt.api.request.Training;
import io.redoubt.core.safetensors.Safetensors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** A run that is stopped anywhere and resumed, by a new engine object from stored bytes, ends in the same bytes. */
class ResumeTest {
    static final List<String> TASKS = Pretexts.TASKS;
    private static final Recipe RECIPE = Stripes.recipe(3, 0.05, BatchNormMode.TRAIN);

    @ParameterizedTest
    @FieldSource("TASKS")
    void adversarialPretraining(String task) {
        PretrainSpec spec = Stripes.pretrainSpec(task, Training.ADVERSARIAL, RECIPE, 1);
        assertSameBytes(
                new Pretraining(spec, Stripes.dataset()).start(),
                (state, observer) -> new Pretraining(spec, Stripes.dataset()).run(state, observer));
    }

    @Test
    void jointPretraining() {
        PretrainSpec spec =
                Stripes.pretrainSpec(new Pretext(TASKS), Training.ADVERSARIAL, OptionalDouble.of(0.1), RECIPE, 1);
        assertSameBytes(
                new Pretraining(spec, Stripes.dataset()).start(),
                (state, observer) -> new Pretraining(spec, Stripes.dataset()).run(state, observer));
    }

    @Test
    void adversarialFineTuningOfAllWeights() {
        assertSameBytes(fineTuningStart(Scope.FULL), (state, observer) -> Stripes.fineTuning(
                        Scope.FULL, Training.ADVERSARIAL, RECIPE, 1)
                .run(state, observer));
    }

    @Test
    void adversarialFineTuningOfTheHead() {
        assertSameBytes(fineTuningStart(Scope.PARTIAL), (state, observer) -> Stripes.fineTuning(
                        Scope.PARTIAL, Training.ADVERSARIAL, RECIPE, 1)
                .run(state, observer));
    }

    /** With {@code swa} the sixth report is of the pass that measures the statistics of the mean. */
    @ParameterizedTest
    @CsvSource({"ema, 2", "swa, 2", "swa, 6"})
    void anAverageOfTheWeights(String method, int reports) {
        Recipe recipe = Stripes.with(RECIPE, AveragingTest.averaging(method, 0.9, 0.3));
        FineTuning start = Stripes.fineTuning(Scope.FULL, Training.ADVERSARIAL, recipe, 1);

        assertSameBytes(
                start.start(start.initialWeights()),
                (state, observer) -> Stripes.fineTuning(Scope.FULL, Training.ADVERSARIAL, recipe, 1)
                        .run(state, observer),
                reports);
    }

    private static TrainingState fineTuningStart(Scope scope) {
        FineTuning fineTuning = Stripes.fineTuning(scope, Training.ADVERSARIAL, RECIPE, 1);
        return fineTuning.start(fineTuning.initialWeights());
    }

    /** Stops a run in its second epoch, at the second of its reports. */
    static void assertSameBytes(TrainingState start, BiFunction<TrainingState, TrainingObserver, TrainingState> run) {
        assertSameBytes(start, run, 2);
    }

    private static void assertSameBytes(
            TrainingState start, BiFunction<TrainingState, TrainingObserver, TrainingState> run, int reports) {
        RecordingObserver patient = RecordingObserver.patient();
        byte[] uninterrupted = bytes(run.apply(start, patient));
        long firstEpoch = patient.progress.stream()
                .filter(progress -> progress.epoch() == 1)
                .count();

        RecordingObserver interrupted = RecordingObserver.stoppingAfter((int) firstEpoch + reports);
        assertThatThrownBy(() -> run.apply(start, interrupted)).isInstanceOf(RecordingObserver.Stopped.class);
        assertThat(interrupted.checkpoints).hasSize(1);
        byte[] resumed = bytes(run.apply(stored(interrupted.lastCheckpoint()), RecordingObserver.patient()));

        assertThat(resumed).isEqualTo(uninterrupted);
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
