package io.redoubt.experiment.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.Json;
import io.redoubt.api.Topics;
import io.redoubt.api.event.EventType;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.job.Artifact;
import io.redoubt.api.job.Job;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.experiment.Requests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Malformed records do not stop the tracker: later records on its topics are still processed. */
class MalformedRecordsTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Path GOLDEN = Path.of("..", "api", "src", "test", "resources", "golden", "v1");
    private static final int RECORDS = 300;
    private static final String[] FRAGMENTS = {
        "\"\\ud800\"", "null", "[", "{", "1e999", "*a", "&a ", "!!x ", "\u0000", "\"\"", "-1", "9999999999"
    };

    private TopologyTestDriver driver;

    @BeforeEach
    void open() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "malformed-test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        driver = new TopologyTestDriver(
                TrackerTopology.of(name -> Requests.DATASET, InstantSource.fixed(NOW)), settings);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @ParameterizedTest
    @CsvSource({
        "redoubt.experiments, experiment-request.json",
        "redoubt.experiments, complete-request-transfer.json",
        "redoubt.events, job-event-succeeded.json",
        "redoubt.events, job-event-failed.json",
        "redoubt.control, control-command.json"
    })
    void processesRecordsAfterMalformedOnes(String topic, String golden) throws IOException {
        byte[] valid = Files.readAllBytes(GOLDEN.resolve(golden));
        Random random = new Random(golden.hashCode());
        for (int i = 0; i < RECORDS; i++) {
            send(topic, mutate(valid, random));
        }

        send(Topics.EXPERIMENTS, Requests.chain("after"));

        assertThat(statuses())
                .anyMatch(status -> status.name().equals("after") && status.state() == ExperimentState.RUNNING);
    }

    @Test
    void successWithoutRequiredFilesFailsOnlyItsExperiment() {
        send(Topics.EXPERIMENTS, Requests.chain("chain"));
        Job job = Json.read(records("redoubt.jobs.pretrain.rotation").get(0).value(), Job.class);
        for (List<Artifact> parts : List.of(
                List.<Artifact>of(), List.of(new Artifact(job.fingerprint(), "other.bin", "ab".repeat(32), 1)))) {
            ResultManifest result =
                    new ResultManifest(1, job.fingerprint(), job.spec().stage(), parts, Map.of(), NOW, "worker");
            send(
                    Topics.EVENTS,
                    Json.canonical(JobEvent.of(job, EventType.SUCCEEDED, NOW, "worker", 1)
                            .with(result, false)));
        }

        send(Topics.EXPERIMENTS, Requests.chain("after"));

        List<ExperimentStatus> statuses = statuses();
        assertThat(statuses).anySatisfy(status -> {
            assertThat(status.name()).isEqualTo("chain");
            assertThat(status.state()).isEqualTo(ExperimentState.FAILED);
            assertThat(status.message()).contains("model.safetensors");
        });
        assertThat(statuses)
                .anyMatch(status -> status.name().equals("after") && status.state() == ExperimentState.RUNNING);
    }

    private static byte[] mutate(byte[] valid, Random random) {
        byte[] bytes = valid.clone();
        int at = random.nextInt(bytes.length);
        if (random.nextBoolean()) {
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            return bytes;
        }
        String text = new String(valid, UTF_8);
        int cut = Math.min(at, text.length());
        int from = Math.min(text.length(), cut + random.nextInt(8));
        return (text.substring(0, cut) + FRAGMENTS[random.nextInt(FRAGMENTS.length)] + text.substring(from))
                .getBytes(UTF_8);
    }

    private void send(String topic, byte[] value) {
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(null, value));
    }

    private List<TestRecord<byte[], byte[]>> records(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    private List<ExperimentStatus> statuses() {
        return records(Topics.STATUS).stream()
                .map(record -> Json.read(record.value(), ExperimentStatus.class))
                .toList();
    }
}
