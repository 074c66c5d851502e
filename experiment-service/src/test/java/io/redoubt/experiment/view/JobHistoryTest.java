package io.redoubt.experiment.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.redoubt.api.SchemaVersion;
import io.redoubt.api.event.EventType;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.event.Progress;
import io.redoubt.api.event.WorkerDevice;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.job.Stage;
import io.redoubt.experiment.view.AttemptSummary.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JobHistoryTest {

    private static final String JOB = "ab".repeat(32);

    private static JobEvent event(EventType type, int second, String worker) {
        return new JobEvent(
                SchemaVersion.VERSION,
                "one-1",
                "finetune/none/full-adversarial",
                Stage.FINETUNE,
                JOB,
                type,
                Instant.ofEpochSecond(second),
                worker,
                1,
                Optional.empty(),
                Optional.empty(),
                false,
                "");
    }

    private static Progress progress(String phase, int epoch, double rate) {
        return new Progress(phase, epoch, 3, 10, 20, rate, 9, Map.of("loss", 1.0 / epoch));
    }

    private static JobHistory history(JobEvent... events) {
        return Stream.of(events).reduce(JobHistory.EMPTY, JobHistory::after, (first, second) -> second);
    }

    @Test
    void attemptOfAKilledWorkerIsLostWhenAnotherStarts() {
        JobHistory history = history(
                event(EventType.QUEUED, 1, ""),
                event(EventType.STARTED, 2, "first"),
                event(EventType.CHECKPOINTED, 3, "first").with(progress("select", 2, 1)),
                event(EventType.STARTED, 9, "second"),
                event(EventType.PROGRESS, 10, "second").with(progress("train", 3, 50)));

        assertThat(history.queued()).contains(Instant.ofEpochSecond(1));
        assertThat(history.attempts())
                .extracting(
                        AttemptSummary::worker,
                        AttemptSummary::outcome,
                        AttemptSummary::lastEvent,
                        AttemptSummary::checkpoint,
                        AttemptSummary::checkpointed)
                .containsExactly(
                        tuple(
                                "first",
                                Outcome.LOST,
                                Instant.ofEpochSecond(3),
                                2,
                                Optional.of(Instant.ofEpochSecond(3))),
                        tuple("second", Outcome.RUNNING, Instant.ofEpochSecond(10), 0, Optional.empty()));
        assertThat(history.progress()).map(Progress::epoch).contains(3);
    }

    @Test
    void deviceIsThatOfTheLastEventThatTellsIt() {
        WorkerDevice device = new WorkerDevice(
                "cuda:0", Optional.of("NVIDIA H200"), Optional.of(16), Optional.empty(), Optional.empty());

        JobHistory history = history(
                event(EventType.STARTED, 1, "first"),
                event(EventType.PROGRESS, 2, "first")
                        .with(progress("train", 1, 50))
                        .withDevice(Optional.of(device)),
                event(EventType.FAILED, 3, "first"));

        assertThat(history.latest()).flatMap(AttemptSummary::device).contains(device);
    }

    @Test
    void failureAndItsReasonEndTheAttempt() {
        JobHistory history = history(
                event(EventType.STARTED, 1, "first"),
                event(EventType.FAILED, 2, "first").withMessage("the loss is NaN"));

        assertThat(history.latest()).hasValueSatisfying(attempt -> {
            assertThat(attempt.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(attempt.error()).isEqualTo("the loss is NaN");
        });
        assertThat(history.progress()).isEmpty();
    }

    @Test
    void epochsHaveTheThroughputOfTrainingAndLaterAttemptsReplaceThem() {
        JobHistory history = history(
                event(EventType.STARTED, 1, "first"),
                event(EventType.PROGRESS, 2, "first").with(progress("train", 1, 50)),
                event(EventType.EPOCH, 3, "first").with(progress("select", 1, 400)),
                event(EventType.EPOCH, 4, "first").with(progress("select", 2, 400)),
                event(EventType.STARTED, 5, "second"),
                event(EventType.EPOCH, 6, "second").with(progress("select", 2, 400)));

        assertThat(history.epochs())
                .containsExactly(
                        new EpochPoint(1, Instant.ofEpochSecond(3), Optional.of(50.0), Map.of("loss", 1.0)),
                        new EpochPoint(2, Instant.ofEpochSecond(6), Optional.empty(), Map.of("loss", 0.5)));
    }

    @Test
    void metricsAreThoseOfTheResult() {
        ResultManifest result = new ResultManifest(
                SchemaVersion.VERSION,
                JOB,
                Stage.FINETUNE,
                List.of(),
                Map.of(ResultManifest.SECONDS, 7.5),
                Instant.EPOCH,
                "first");

        JobHistory history = history(event(EventType.SUCCEEDED, 4, "first").with(result, true));

        assertThat(history.metrics()).containsEntry(ResultManifest.SECONDS, 7.5);
        assertThat(history.latest()).map(AttemptSummary::outcome).contains(Outcome.REUSED);
    }
}
