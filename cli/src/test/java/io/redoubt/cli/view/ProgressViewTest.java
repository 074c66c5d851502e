package io.redoubt.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.SchemaVersion;
import io.redoubt.api.event.EventType;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.ExperimentStatus.JobStatus;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.event.JobState;
import io.redoubt.api.event.Progress;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.job.Stage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressViewTest {
    private static final String FINGERPRINT = "0".repeat(64);
    private static final String HEAD = "pretrain/rotation" + " ".repeat(24);
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void eachJobEventIsALine() {
        ProgressView view = view(false);

        view.event(event(EventType.QUEUED, 0));
        view.event(event(EventType.STARTED, 0));
        view.event(event(EventType.EPOCH, 1).with(progress(1, 0)));
        view.event(event(EventType.CHECKPOINTED, 1));
        view.event(event(EventType.SUCCEEDED, 2).with(result(), false));

        assertThat(text().lines())
                .containsExactly(
                        HEAD + "started",
                        HEAD + "epoch 1/2 done: accuracy 0.5000, loss 1.2500",
                        HEAD + "done in 12.3 s");
    }

    @Test
    void otherOutcomesAreShown() {
        ProgressView view = view(false);

        view.event(event(EventType.SUCCEEDED, 0).with(result(), true));
        view.event(event(EventType.FAILED, 0).withMessage("the loss is not finite"));
        view.event(event(EventType.CANCELLED, 0));

        assertThat(text().lines())
                .containsExactly(HEAD + "already stored", HEAD + "failed: the loss is not finite", HEAD + "cancelled");
    }

    @Test
    void messageStaysOnItsLineAndDoesNotControlTheTerminal() {
        view(false).event(event(EventType.FAILED, 0).withMessage("a\nb\u001b[2Jc\u202ed"));

        assertThat(text().lines()).containsExactly(HEAD + "failed: a?b?[2Jc?d");
    }

    @Test
    void repeatedAttemptIsShown() {
        view(false).event(event(EventType.STARTED, 0, 3));

        assertThat(text().lines()).containsExactly(HEAD + "started (attempt 3)");
    }

    @Test
    void withoutTerminalProgressIsALineEveryFiveSeconds() {
        ProgressView view = view(false);

        view.event(event(EventType.PROGRESS, 100).with(progress(1, 64)));
        view.event(event(EventType.PROGRESS, 104).with(progress(1, 128)));
        view.event(event(EventType.PROGRESS, 105).with(progress(1, 192)));

        assertThat(text().lines())
                .containsExactly(
                        HEAD + "epoch 1/2  train  64/4,500 images  1,500 images/s  1:02:03 left",
                        HEAD + "epoch 1/2  train  192/4,500 images  1,500 images/s  1:02:03 left");
    }

    @Test
    void jobWithoutEpochsShowsNone() {
        Progress attack = new Progress("attack", 0, 0, 20, 40, 10, 61.4, Map.of());

        view(false).event(event(EventType.PROGRESS, 100).with(attack));

        assertThat(text().lines()).containsExactly(HEAD + "attack  20/40 images  10 images/s  1:01 left");
    }

    @Test
    void onTerminalTheLineIsOverwritten() {
        ProgressView view = view(true);

        view.event(event(EventType.PROGRESS, 100).with(progress(1, 64)));
        view.event(event(EventType.PROGRESS, 101).with(progress(1, 128)));
        view.event(event(EventType.CANCELLED, 102));

        assertThat(text())
                .isEqualTo(CLEAR_LINE + HEAD + "epoch 1/2  train  64/4,500 images  1,500 images/s  1:02:03 left"
                        + CLEAR_LINE + HEAD + "epoch 1/2  train  128/4,500 images  1,500 images/s  1:02:03 left"
                        + CLEAR_LINE + HEAD + "cancelled" + System.lineSeparator());
    }

    @Test
    void jobOfAnotherExperimentIsShownWithItsProgressAndExperiment() {
        ProgressView view = view(false);

        view.status(status("other-1", ExperimentState.RUNNING, job(JobState.RUNNING, "small-1", "")));
        view.event(event(EventType.STARTED, 0));
        view.event(event(EventType.PROGRESS, 100).with(progress(1, 64)));
        view.event(event(EventType.EPOCH, 101).with(progress(1, 0)));
        view.event(event(EventType.SUCCEEDED, 102).with(result(), false));
        view.status(status("other-1", ExperimentState.RUNNING, job(JobState.SUCCEEDED, "small-1", "")));

        String head = "pretrain/of-other" + " ".repeat(24);
        assertThat(text().lines())
                .containsExactly(
                        head + "runs in experiment small-1",
                        head + "runs in experiment small-1: "
                                + "epoch 1/2  train  64/4,500 images  1,500 images/s  1:02:03 left",
                        head + "runs in experiment small-1: epoch 1/2 done: accuracy 0.5000, loss 1.2500",
                        head + "computed in experiment small-1");
    }

    @Test
    void whatAJobWaitsForIsShownOnce() {
        ProgressView view = view(false);
        ExperimentStatus waiting =
                status("other-1", ExperimentState.RUNNING, job(JobState.QUEUED, "", "no worker takes q; start one"));

        view.status(waiting);
        view.status(waiting);

        assertThat(text().lines())
                .containsExactly("pretrain/of-other" + " ".repeat(24) + "waits: no worker takes q; start one");
    }

    @Test
    void pauseIsShownEachTime() {
        ProgressView view = view(false);
        ExperimentStatus paused = status("other-1", ExperimentState.PAUSED, job(JobState.WAITING, "", ""));

        view.status(paused);
        view.status(status("other-1", ExperimentState.RUNNING, job(JobState.WAITING, "", "")));
        view.status(paused);

        assertThat(text().lines()).hasSize(2).allMatch(line -> line.equals("other-1" + " ".repeat(34) + "paused: why"));
    }

    @Test
    void missingAnswerIsShownOnce() {
        ProgressView view = view(false);

        view.unanswered();
        view.unanswered();

        assertThat(text().lines()).singleElement().asString().contains("no experiment-service has read the request");
    }

    private static ExperimentStatus status(String experiment, ExperimentState state, JobStatus job) {
        return new ExperimentStatus(
                SchemaVersion.VERSION, experiment, "name", state, "why", Instant.EPOCH, List.of(job));
    }

    private static JobStatus job(JobState state, String experiment, String message) {
        return new JobStatus("pretrain/of-other", Stage.PRETRAIN, state, FINGERPRINT, "q", experiment, message);
    }

    private ProgressView view(boolean terminal) {
        return new ProgressView(new PrintStream(written, true, StandardCharsets.UTF_8), terminal);
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }

    private static Progress progress(int epoch, long done) {
        return new Progress("train", epoch, 2, done, 4500, 1500, 3723, Map.of("loss", 1.25, "accuracy", 0.5));
    }

    private static ResultManifest result() {
        return new ResultManifest(
                SchemaVersion.VERSION,
                FINGERPRINT,
                Stage.PRETRAIN,
                List.of(),
                Map.of(ResultManifest.SECONDS, 12.34),
                Instant.EPOCH,
                "worker");
    }

    private static JobEvent event(EventType type, long second) {
        return event(type, second, 1);
    }

    private static JobEvent event(EventType type, long second, int attempt) {
        return new JobEvent(
                SchemaVersion.VERSION,
                "small-1",
                "pretrain/rotation",
                Stage.PRETRAIN,
                FINGERPRINT,
                type,
                Instant.ofEpochSecond(second),
                "worker",
                attempt,
                Optional.empty(),
                Optional.empty(),
                false,
                "");
    }
}
