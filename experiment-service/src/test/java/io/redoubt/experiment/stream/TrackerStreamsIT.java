package io.redoubt.experiment.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.redoubt.api.Topics;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.job.Job;
import io.redoubt.embedded.kafka.EmbeddedKafka;
import io.redoubt.experiment.Requests;
import io.redoubt.experiment.track.DatasetResolver;
import io.redoubt.pipeline.kafka.KafkaConnection;
import io.redoubt.pipeline.store.StoreUnavailableException;
import io.redoubt.testkit.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tracker on a real broker: restored state and recovery from failures. */
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
            return Map.of();
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
        TrackerStreams streams =
                new TrackerStreams(new Settings("tracker-it"), connection, datasets, Clock.systemUTC());
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
