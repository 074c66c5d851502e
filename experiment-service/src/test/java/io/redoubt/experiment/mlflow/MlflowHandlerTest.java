package io.redoubt.experiment.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.Topics;
import io.redoubt.api.event.EventType;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.event.Progress;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.job.Stage;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.RequestReader;
import io.redoubt.experiment.outbound.OutboundHttp;
import io.redoubt.experiment.outbound.OutboundHttp.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MlflowHandlerTest {

    private static final ExperimentRequest REQUEST = RequestReader.read(
            "{name: toy, dataset: toy, seed: 5, finetune: [{epochs: 7}]}".getBytes(StandardCharsets.UTF_8));
    private static final String FINETUNE = "finetune/none/full-adversarial";
    private static final String JOB = "a".repeat(64);

    private final FakeMlflow mlflow = new FakeMlflow();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final MlflowHandler handler = handler();

    /** A handler as of a service that has just started. */
    private MlflowHandler handler() {
        MlflowClient client = new MlflowClient(mlflow.http().url() + "/", Optional.of("t0ken"), new OutboundHttp());
        return new MlflowHandler(new MlflowRuns(client, id -> Optional.of(REQUEST)), meters);
    }

    @AfterEach
    void close() {
        mlflow.close();
    }

    private static JobEvent event(EventType type, long second) {
        return new JobEvent(
                SchemaVersion.VERSION,
                REQUEST.id(),
                FINETUNE,
                Stage.FINETUNE,
                JOB,
                type,
                Instant.ofEpochSecond(second),
                "worker-1",
                1,
                Optional.empty(),
                Optional.empty(),
                false,
                "");
    }

    private static JobEvent epoch(int epoch) {
        return event(EventType.EPOCH, 10 * epoch)
                .with(new Progress("select", epoch, 7, 9, 9, 1, 1, Map.of("loss", 1.0 / epoch, "robustAccuracy", 0.5)));
    }

    private static boolean send(MlflowHandler to, int attempt, JobEvent event) throws InterruptedException {
        return to.handle(new ConsumerRecord<>(Topics.EVENTS, 0, 0, event.experiment(), Json.canonical(event)), attempt);
    }

    private void send(JobEvent... events) throws InterruptedException {
        for (JobEvent event : events) {
            assertThat(send(handler, 1, event)).as(event.type().toString()).isTrue();
        }
    }

    private double count(String counter) {
        return meters.counter(counter).count();
    }

    @Test
    void jobIsARunWithParametersMetricsAndTags() throws Exception {
        ResultManifest result = new ResultManifest(
                SchemaVersion.VERSION,
                JOB,
                Stage.FINETUNE,
                List.of(),
                Map.of("seconds", 3.5),
                Instant.EPOCH,
                "worker-1");

        send(
                event(EventType.STARTED, 1),
                event(EventType.PROGRESS, 2)
                        .with(new Progress("train", 1, 7, 9, 9, 250, 1, Map.of("loss", 9.0, "learningRate", 0.1))),
                event(EventType.CHECKPOINTED, 3)
                        .with(new Progress("select", 1, 7, 9, 9, 4000, 1, Map.of("robustAccuracy", 0.25))),
                epoch(1),
                epoch(2),
                event(EventType.SUCCEEDED, 30).with(result, false));

        assertThat(mlflow.experiments()).containsOnlyKeys("toy");
        ObjectNode run = mlflow.runs().get(0);
        assertThat(mlflow.runs()).hasSize(1);
        assertThat(run.get("run_name").textValue()).isEqualTo(FINETUNE);
        assertThat(run.get("start_time").longValue()).isEqualTo(1000);
        assertThat(run.get("status").textValue()).isEqualTo("FINISHED");
        assertThat(run.get("metrics"))
                .extracting(MlflowHandlerTest::metric)
                .containsExactlyInAnyOrder(
                        "imagesPerSecond 250.0 at 1",
                        "learningRate 0.1 at 1",
                        "loss 1.0 at 1",
                        "robustAccuracy 0.5 at 1",
                        "loss 0.5 at 2",
                        "robustAccuracy 0.5 at 2",
                        "seconds 3.5 at 2");
        assertThat(texts(run, "params"))
                .contains("seed=5", "dataset=toy", "recipe.epochs=7", "threat.eps=8/255", "training=adversarial");
        assertThat(texts(run, "tags"))
                .contains("redoubt.experiment=" + REQUEST.id(), "redoubt.job=" + JOB, "redoubt.worker=worker-1");
        assertThat(mlflow.http().requests())
                .allSatisfy(request -> assertThat(request.headers()).containsEntry("authorization", "Bearer t0ken"));
    }

    @Test
    void restartedServiceFindsTheRunAndSendsNoEpochAgain() throws Exception {
        send(event(EventType.STARTED, 1), epoch(1), epoch(2));

        MlflowHandler restarted = handler();
        for (JobEvent event : List.of(epoch(1), epoch(2), epoch(3))) {
            assertThat(send(restarted, 1, event)).isTrue();
        }

        assertThat(mlflow.runs()).hasSize(1);
        assertThat(mlflow.runs().get(0).get("metrics"))
                .extracting(metric -> metric.get("step").longValue())
                .containsExactly(1L, 1L, 2L, 2L, 3L, 3L);
    }

    @Test
    void failureAndCancellationEndTheRun() throws Exception {
        send(event(EventType.STARTED, 1), event(EventType.FAILED, 2).withMessage("dataset: is missing"));

        assertThat(mlflow.runs().get(0).get("status").textValue()).isEqualTo("FAILED");
        assertThat(texts(mlflow.runs().get(0), "tags")).contains("redoubt.error=dataset: is missing");

        send(event(EventType.STARTED, 3));
        assertThat(mlflow.runs().get(0).get("status").textValue()).isEqualTo("RUNNING");

        send(event(EventType.CANCELLED, 4));
        assertThat(mlflow.runs().get(0).get("status").textValue()).isEqualTo("KILLED");
    }

    @Test
    void eventWaitsWhileTheServerIsUnavailable() throws Exception {
        mlflow.http().answer(request -> new Answer(503, "busy"));

        for (int attempt = 1; attempt <= 2 * MlflowHandler.MAX_ATTEMPTS; attempt++) {
            assertThat(send(handler, attempt, epoch(1))).isFalse();
        }
        mlflow.recover();

        assertThat(send(handler, 2 * MlflowHandler.MAX_ATTEMPTS + 1, epoch(1))).isTrue();
        assertThat(count(MlflowHandler.DROPPED)).isZero();
        assertThat(count(MlflowHandler.FAILURES)).isEqualTo(2 * MlflowHandler.MAX_ATTEMPTS);
        assertThat(mlflow.runs()).hasSize(1);
    }

    @Test
    void eventIsDroppedIfTheServerAnswersNonsenseOrRefuses() throws Exception {
        for (Answer answer : List.of(
                new Answer(200, "<html>sign in</html>"),
                new Answer(200, "{}"),
                new Answer(200, ""),
                new Answer(302, "https://example.org"),
                new Answer(401, "who are you?"))) {
            mlflow.http().answer(request -> answer);
            for (int attempt = 1; attempt < MlflowHandler.MAX_ATTEMPTS; attempt++) {
                assertThat(send(handler, attempt, epoch(1)))
                        .as(answer.toString())
                        .isFalse();
            }
            assertThat(send(handler, MlflowHandler.MAX_ATTEMPTS, epoch(1)))
                    .as(answer.toString())
                    .isTrue();
        }
        assertThat(count(MlflowHandler.DROPPED)).isEqualTo(5);
    }

    @Test
    void figureThatIsNoNumberIsSentAsText() throws Exception {
        send(event(EventType.EPOCH, 1).with(new Progress("select", 1, 7, 9, 9, 1, 1, Map.of("loss", Double.NaN))));

        assertThat(mlflow.bodies("runs/log-batch").get(0).at("/metrics/0/value").textValue())
                .isEqualTo("NaN");
    }

    @Test
    void addressWithAUserNameIsRefusedWithoutRepeatingIt() {
        for (String url : List.of("http://ada:pa55word@host", "ftp://host", "host:5000", "::")) {
            assertThatExceptionOfType(InvalidFieldException.class)
                    .isThrownBy(() -> new MlflowClient(url, Optional.empty(), new OutboundHttp()))
                    .withMessageContaining("redoubt.mlflow.url")
                    .withMessageNotContaining("pa55word");
        }
    }

    @Test
    void tokenThatNoHeaderCanHaveIsRefusedWithoutRepeatingIt() {
        for (String token : List.of("s3cret\n", "s3cret\r\n", " s3cret", "s3cret\u00e9", "")) {
            assertThatExceptionOfType(InvalidFieldException.class)
                    .as(token)
                    .isThrownBy(() -> new MlflowClient("http://host", Optional.of(token), new OutboundHttp()))
                    .withMessageContaining("redoubt.mlflow.token (environment variable REDOUBT_MLFLOW_TOKEN)")
                    .withMessageNotContaining("s3cret");
        }
    }

    @Test
    void eventThatIsSkippedCountsAsDropped() {
        handler.skipped();

        assertThat(count(MlflowHandler.DROPPED)).isEqualTo(1);
    }

    @Test
    void guideNamesTheMeters() throws Exception {
        assertThat(Files.readString(Path.of("../docs/tracking.md")))
                .contains(MlflowHandler.DROPPED.replace('.', '_') + "_total")
                .contains(MlflowHandler.FAILURES.replace('.', '_') + "_total");
    }

    private static String metric(JsonNode metric) {
        return metric.get("key").textValue() + " " + metric.get("value").doubleValue() + " at "
                + metric.get("step").longValue();
    }

    private static List<String> texts(JsonNode run, String kind) {
        List<String> texts = new ArrayList<>();
        run.get(kind)
                .forEach(pair -> texts.add(
                        pair.get("key").textValue() + "=" + pair.get("value").textValue()));
        return texts;
    }
}
