package io.redoubt.experiment.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.trace.TracerProvider;
import io.redoubt.api.Topics;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.job.Job;
import io.redoubt.embedded.kafka.EmbeddedKafka;
import io.redoubt.experiment.Requests;
import io.redoubt.experiment.track.DatasetResolver;
import io.redoubt.pipeline.event.DeadLetterExcerpt;
import io.redoubt.pipeline.event.DeadLetters;
import io.redoubt.pipeline.kafka.KafkaConnection;
import io.redoubt.pipeline.store.StoreUnavailableException;
import io.redoubt.testkit.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tracker on a real broker: restored state, recovery from failures, and records beyond the size limits. */
class TrackerStreamsIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    private static EmbeddedKafka kafka;

    private record Settings(String applicationId) implements TrackerSettings {

        @Override
        public Duration retryAfter() {
            return Duration.ofMillis(100);
        }

        @Override
        public Duration closeWithin() {
            return Duration.ofSeconds(20);
        }

        @Override
        public Map<String, String> streams() {
            return Map.of("consumer.session.timeout.ms", "6000");
        }
    }

    @BeforeAll
    static void startBroker() throws Exception {
        kafka = EmbeddedKafka.start(directory);
        Stream<String> trackerTopics =
                Stream.of(Topics.EXPERIMENTS, Topics.EVENTS, Topics.CONTROL, Topics.STATUS, Topics.DEAD_LETTERS);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            List<NewTopic> topics = Stream.concat(trackerTopics, Topics.queues().stream())
                    .map(name -> new NewTopic(name, 1, (short) 1))
                    .toList();
            admin.createTopics(topics).all().get();
        }
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    private static TrackerStreams start(DatasetResolver datasets) throws IOException {
        KafkaConnection connection = new KafkaConnection(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        TrackerStreams streams = new TrackerStreams(
                new Settings("tracker-it"),
                connection,
                datasets,
                Clock.systemUTC(),
                TracerProvider.noop().get("none"));
        streams.start();
        return streams;
    }

    private static Topic topic(String name) {
        return new Topic(kafka.bootstrapServers(), name);
    }

    private static List<ExperimentState> states(String id) {
        return topic(Topics.STATUS).values(ExperimentStatus.class).stream()
                .filter(status -> status.experiment().equals(id))
                .map(ExperimentStatus::state)
                .toList();
    }

    @Test
    void continuesAfterRecordsThatAreShortOnlyWhenCompressed() throws IOException {
        byte[] expanding = new byte[8 << 20];
        Arrays.fill(expanding, (byte) 'a');
        TrackerStreams tracker = start(name -> Requests.DATASET);
        for (String name : List.of(Topics.EXPERIMENTS, Topics.CONTROL, Topics.EVENTS)) {
            topic(name).sendCompressed("gzip", expanding);
        }
        byte[] request = Requests.chain("after-expanding");

        topic(Topics.EXPERIMENTS).send(request);

        await().atMost(TIMEOUT)
                .until(() -> states(Requests.read(request).id()), List.of(ExperimentState.RUNNING)::equals);
        await().atMost(TIMEOUT).until(() -> tracker.lag() == 0);
        tracker.stop();
        for (String name : List.of(Topics.EXPERIMENTS, Topics.CONTROL, Topics.EVENTS)) {
            ConsumerRecord<byte[], byte[]> letter = topic(Topics.DEAD_LETTERS)
                    .first("dead letter of " + name, record -> header(record, DeadLetters.TOPIC)
                            .equals(name));
            assertThat(letter.value())
                    .hasSize(DeadLetterExcerpt.MAX_VALUE_BYTES)
                    .startsWith('a', 'a');
            assertThat(header(letter, DeadLetters.BYTES)).isEqualTo("8388608");
            assertThat(header(letter, DeadLetters.REASON)).contains("8388608 bytes; the limit is 1048576");
        }
    }

    @Test
    void rejectsRequestsWhoseStatusTheBrokerRefuses() throws Exception {
        limit(Topics.STATUS, 2_000);
        byte[] large = Requests.yaml("{name: many-jobs, finetune: [{from: none}], evaluate: {shard: 4}}");
        byte[] small = Requests.chain("few-jobs");
        TrackerStreams tracker = start(name -> Requests.DATASET);
        topic(Topics.EXPERIMENTS).send(large);

        topic(Topics.EXPERIMENTS).send(small);

        // The failed stream thread ends with its exception, as intended.
        await().dontCatchUncaughtExceptions()
                .atMost(TIMEOUT)
                .until(() -> states(Requests.read(small).id()), List.of(ExperimentState.RUNNING)::equals);
        tracker.stop();
        limit(Topics.STATUS, 1 << 20);
        assertThat(topic(Topics.STATUS).values(ExperimentStatus.class)).anySatisfy(status -> {
            assertThat(status.experiment()).isEqualTo(Requests.read(large).id());
            assertThat(status.state()).isEqualTo(ExperimentState.REJECTED);
            assertThat(status.message()).contains(Topics.STATUS, "max.message.bytes");
        });
        assertThat(topic(Topics.DEAD_LETTERS).records())
                .anySatisfy(letter -> assertThat(letter.value()).isEqualTo(large));
    }

    private static void limit(String topic, int maxMessageBytes) throws Exception {
        ConfigEntry entry = new ConfigEntry("max.message.bytes", Integer.toString(maxMessageBytes));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, topic),
                            List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Test
    void keepsStateAcrossStoreFailuresAndRestarts() throws IOException {
        byte[] request = Requests.chain("survivor");
        String id = Requests.read(request).id();
        AtomicInteger attempts = new AtomicInteger();
        TrackerStreams first = start(name -> {
            if (attempts.incrementAndGet() <= 2) {
                throw new StoreUnavailableException("connection refused", null);
            }
            return Requests.DATASET;
        });
        topic(Topics.EXPERIMENTS).send(request);
        // The failed stream thread ends with its exception, as intended.
        await().dontCatchUncaughtExceptions()
                .atMost(TIMEOUT)
                .until(() -> states(id), List.of(ExperimentState.RUNNING)::equals);
        first.stop();
        TrackerStreams second = start(name -> {
            throw new AssertionError("the experiment is already known");
        });

        topic(Topics.EXPERIMENTS).send(request);

        await().dontCatchUncaughtExceptions()
                .atMost(TIMEOUT)
                .until(() -> states(id), List.of(ExperimentState.RUNNING, ExperimentState.RUNNING)::equals);
        second.stop();
        assertThat(attempts).hasValue(3);
        assertThat(topic("redoubt.jobs.pretrain.rotation").values(Job.class)).hasSize(1);
    }
}
