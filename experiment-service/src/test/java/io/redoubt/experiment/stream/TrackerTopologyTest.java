package io.redoubt.experiment.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.redoubt.api.Json;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.Topics;
import io.redoubt.api.event.ControlCommand;
import io.redoubt.api.event.EventType;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.event.JobState;
import io.redoubt.api.job.Artifact;
import io.redoubt.api.job.Job;
import io.redoubt.api.job.ResultFileNames;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.job.Stage;
import io.redoubt.experiment.Requests;
import io.redoubt.experiment.track.DatasetResolver;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrackerTopologyTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final SdkTracerProvider tracer = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(spans))
            .build();
    private boolean storeUnavailable;
    private TopologyTestDriver driver;

    @BeforeEach
    void open() {
        DatasetResolver datasets = name -> {
            if (storeUnavailable) {
                throw new UncheckedIOException(new java.io.IOException("connection refused"));
            }
            return Requests.DATASET;
        };
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "tracker-test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        driver = new TopologyTestDriver(
                TrackerTopology.of(datasets, InstantSource.fixed(NOW), new RecordSizeLimits(), tracer.get("test")),
                settings);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    private void send(String topic, byte[] value) {
        // Without key and headers, as kcat sends records.
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(null, value));
    }

    private List<TestRecord<byte[], byte[]>> read(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    private <T> List<T> read(String topic, Class<T> type) {
        List<T> values = new ArrayList<>();
        read(topic).forEach(record -> values.add(Json.read(record.value(), type)));
        return values;
    }

    private ExperimentStatus lastStatus() {
        List<ExperimentStatus> all = read(Topics.STATUS, ExperimentStatus.class);
        return all.get(all.size() - 1);
    }

    private static byte[] success(Job job) {
        return success(job, job.fingerprint(), job.spec().stage());
    }

    /** An event of the job with the result of another one. */
    private static byte[] success(Job job, String producer, Stage stage) {
        List<Artifact> parts = Stream.of(
                        ResultFileNames.MODEL,
                        ResultFileNames.LAST_MODEL,
                        ResultFileNames.HISTORY,
                        ResultFileNames.EXAMPLES,
                        ResultFileNames.SCORES)
                .map(part -> new Artifact(producer, part, job.fingerprint(), 1))
                .toList();
        ResultManifest result =
                new ResultManifest(SchemaVersion.VERSION, job.fingerprint(), stage, parts, Map.of(), NOW, "worker");
        return Json.canonical(
                JobEvent.of(job, EventType.SUCCEEDED, NOW, "worker", 1).with(result, false));
    }

    @Test
    void runsARequestWithoutKeyAndHeadersToCompletion() {
        send(Topics.EXPERIMENTS, Requests.chain("chain"));

        List<String> nodes = new ArrayList<>();
        while (nodes.size() < 6) {
            for (String queue : Topics.queues()) {
                for (Job job : read(queue, Job.class)) {
                    nodes.add(job.node());
                    send(Topics.EVENTS, success(job));
                }
            }
        }

        assertThat(nodes).endsWith("evaluate/rotation/full-adversarial", "report");
        assertThat(lastStatus().state()).isEqualTo(ExperimentState.SUCCEEDED);
    }

    @Test
    void recordsHaveTheKeyOfTheirTopic() {
        send(Topics.EXPERIMENTS, Requests.chain("chain"));

        String id = Requests.read(Requests.chain("chain")).id();
        assertThat(read(Topics.STATUS)).singleElement().satisfies(record -> assertThat(text(record.key()))
                .isEqualTo(id));
        assertThat(read(Topics.EVENTS)).singleElement().satisfies(record -> assertThat(text(record.key()))
                .isEqualTo(id));
        assertThat(read("redoubt.jobs.pretrain.rotation")).singleElement().satisfies(record -> assertThat(
                        text(record.key()))
                .isEqualTo(Json.read(record.value(), Job.class).fingerprint()));
    }

    @Test
    void allJobsContinueTheTraceOfTheRequest() {
        driver.createInputTopic(Topics.EXPERIMENTS, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(null, Requests.chain("chain"), traceparent(TRACEPARENT)));
        String id = Requests.read(Requests.chain("chain")).id();

        send(Topics.CONTROL, Json.canonical(new ControlCommand(1, id, ControlCommand.Action.PAUSE)));
        TestRecord<byte[], byte[]> first =
                read("redoubt.jobs.pretrain.rotation").get(0);
        send(Topics.EVENTS, success(Json.read(first.value(), Job.class)));
        send(Topics.CONTROL, Json.canonical(new ControlCommand(1, id, ControlCommand.Action.RESUME)));

        assertThat(spans.getFinishedSpanItems()).singleElement().satisfies(span -> {
            assertThat(span.getName()).isEqualTo("experiment request");
            assertThat(span.getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
            assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
            assertThat(span.getAttributes().asMap()).containsValue(id);
            String continued = "00-" + span.getTraceId() + "-" + span.getSpanId() + "-01";
            assertThat(header(first, "traceparent")).isEqualTo(continued);
            assertThat(read(Topics.FINETUNE)).isNotEmpty().allSatisfy(job -> assertThat(header(job, "traceparent"))
                    .isEqualTo(continued));
            assertThat(read(Topics.EVENTS)).isNotEmpty().allSatisfy(event -> assertThat(header(event, "traceparent"))
                    .isEqualTo(continued));
        });
    }

    @Test
    void invalidTraceIsIgnored() {
        driver.createInputTopic(Topics.EXPERIMENTS, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(null, Requests.chain("chain"), traceparent("00-not-a-trace")));

        assertThat(read("redoubt.jobs.pretrain.rotation")).hasSize(1);
        assertThat(read(Topics.DEAD_LETTERS)).isEmpty();
        assertThat(spans.getFinishedSpanItems()).singleElement().satisfies(span -> assertThat(
                        span.getParentSpanContext().isValid())
                .isFalse());
    }

    private static Headers traceparent(String value) {
        return new RecordHeaders().add("traceparent", value.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0000\u0001", "{name: ["})
    void deadLettersAndRejectsAnUnreadableRequestAndRunsTheNext(String poison) {
        byte[] payload = Requests.yaml(poison);

        send(Topics.EXPERIMENTS, payload);
        send(Topics.EXPERIMENTS, Requests.chain("next"));

        assertThat(read(Topics.DEAD_LETTERS)).singleElement().satisfies(deadLetter -> {
            assertThat(deadLetter.value()).isEqualTo(payload);
            assertThat(header(deadLetter, "redoubt-reason")).contains("request");
            assertThat(header(deadLetter, "redoubt-class")).isEqualTo("poison");
            assertThat(header(deadLetter, "redoubt-topic")).isEqualTo(Topics.EXPERIMENTS);
            assertThat(header(deadLetter, "redoubt-partition")).isEqualTo("0");
            assertThat(header(deadLetter, "redoubt-offset")).isEqualTo("0");
        });
        assertThat(read(Topics.STATUS, ExperimentStatus.class))
                .extracting(ExperimentStatus::state)
                .containsExactly(ExperimentState.REJECTED, ExperimentState.RUNNING);
    }

    @Test
    void deadLettersATombstone() {
        send(Topics.EXPERIMENTS, null);

        assertThat(read(Topics.DEAD_LETTERS)).singleElement().satisfies(deadLetter -> assertThat(deadLetter.value())
                .isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {Topics.EVENTS, Topics.CONTROL})
    void deadLettersAnUnreadableEventOrCommand(String topic) {
        send(topic, Requests.yaml("{\"schema\": 1, \"experiment\": \"../x\"}"));

        assertThat(read(Topics.DEAD_LETTERS)).singleElement().satisfies(deadLetter -> assertThat(
                        header(deadLetter, "redoubt-topic"))
                .isEqualTo(topic));
        assertThat(read(Topics.STATUS)).isEmpty();
    }

    @Test
    void doesNotDeadLetterARejectedRequest() {
        send(Topics.EXPERIMENTS, Requests.yaml("{name: x, finetune: [{from: none, epochs: -1}]}"));

        assertThat(lastStatus().message()).startsWith("finetune[0].epochs: ");
        assertThat(read(Topics.DEAD_LETTERS)).isEmpty();
    }

    @Test
    void resultsOfOtherJobsAreRejected() {
        send(Topics.EXPERIMENTS, Requests.chain("chain"));
        Job job = read("redoubt.jobs.pretrain.rotation", Job.class).get(0);

        send(Topics.EVENTS, success(job, "cd".repeat(32), job.spec().stage()));
        send(Topics.EVENTS, success(job, job.fingerprint(), Stage.REPORT));

        assertThat(lastStatus().jobs().get(0).state()).isEqualTo(JobState.QUEUED);
        assertThat(read(Topics.DEAD_LETTERS)).hasSize(2);
        send(Topics.EVENTS, success(job));
        assertThat(lastStatus().jobs().get(0).state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void eventsOfAnotherStageAreRejected() {
        send(Topics.EXPERIMENTS, Requests.chain("chain"));
        Job job = read("redoubt.jobs.pretrain.rotation", Job.class).get(0);
        ObjectNode event = Json.mapper().valueToTree(JobEvent.of(job, EventType.STARTED, NOW, "worker", 1));

        send(Topics.EVENTS, Json.canonical(event.put("stage", "attack")));

        assertThat(lastStatus().jobs().get(0).state()).isEqualTo(JobState.QUEUED);
        assertThat(read(Topics.DEAD_LETTERS)).singleElement().satisfies(deadLetter -> assertThat(
                        header(deadLetter, "redoubt-reason"))
                .contains("attack", "pretrain"));
    }

    @Test
    void recordsWithTheKeyOfAnotherExperimentAreRejected() {
        send(Topics.EXPERIMENTS, Requests.chain("chain"));
        String id = Requests.read(Requests.chain("chain")).id();
        byte[] cancel = Json.canonical(new ControlCommand(1, id, ControlCommand.Action.CANCEL));

        driver.createInputTopic(Topics.CONTROL, new StringSerializer(), new ByteArraySerializer())
                .pipeInput("other-0123456789", cancel);

        assertThat(lastStatus().state()).isEqualTo(ExperimentState.RUNNING);
        assertThat(read(Topics.DEAD_LETTERS)).hasSize(1);
        driver.createInputTopic(Topics.CONTROL, new StringSerializer(), new ByteArraySerializer())
                .pipeInput(id, cancel);
        assertThat(lastStatus().state()).isEqualTo(ExperimentState.CANCELLED);
    }

    @Test
    void appliesACommand() {
        send(Topics.EXPERIMENTS, Requests.chain("chain"));
        String id = Requests.read(Requests.chain("chain")).id();

        send(Topics.CONTROL, Json.canonical(new ControlCommand(1, id, ControlCommand.Action.CANCEL)));

        ExperimentStatus status = lastStatus();
        assertThat(status.state()).isEqualTo(ExperimentState.CANCELLED);
        assertThat(status.jobs().get(0).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void deletesAForgottenExperimentFromTheCompactedTopics() {
        send(Topics.EXPERIMENTS, Requests.chain("chain"));
        String id = Requests.read(Requests.chain("chain")).id();
        send(Topics.CONTROL, Json.canonical(new ControlCommand(1, id, ControlCommand.Action.CANCEL)));
        read(Topics.STATUS);

        send(Topics.CONTROL, Json.canonical(new ControlCommand(1, id, ControlCommand.Action.FORGET)));

        for (String topic : List.of(Topics.STATUS, Topics.RESULTS)) {
            assertThat(read(topic)).as(topic).singleElement().satisfies(record -> {
                assertThat(text(record.key())).isEqualTo(id);
                assertThat(record.value()).isNull();
            });
        }
    }

    @Test
    void propagatesStoreFailures() {
        storeUnavailable = true;

        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> send(Topics.EXPERIMENTS, Requests.chain("chain")))
                .withStackTraceContaining("connection refused");
        assertThat(read(Topics.STATUS)).isEmpty();
        assertThat(read(Topics.DEAD_LETTERS)).isEmpty();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String header(TestRecord<byte[], byte[]> record, String name) {
        return text(record.headers().lastHeader(name).value());
    }
}
