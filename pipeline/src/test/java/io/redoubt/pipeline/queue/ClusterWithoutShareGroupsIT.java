package io.redoubt.pipeline.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.Topics;
import io.redoubt.api.event.JobState;
import io.redoubt.embedded.kafka.EmbeddedKafka;
import io.redoubt.pipeline.Settings;
import io.redoubt.pipeline.kafka.KafkaConnection;
import io.redoubt.pipeline.topic.TopicConfig;
import io.redoubt.pipeline.topic.TopicSetup;
import io.redoubt.testkit.BoundedWait;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Multi;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker whose share groups are switched off and on while a worker runs. */
class ClusterWithoutShareGroupsIT {

    private static final String REMEDY = "kafka-features upgrade --feature share.version=1";
    private static final QueueConfig QUEUES = Settings.of(QueueConfig.class, Map.of("redoubt.queue.lock", "1s"));

    /** Strong reference, because a collected logger loses its handlers. */
    private final Logger logger = Logger.getLogger(SharePoller.class.getName());

    private final Warnings warnings = new Warnings();

    @TempDir
    Path folder;

    private EmbeddedKafka broker;
    private KafkaConnection kafka;

    @BeforeEach
    void start() {
        broker = EmbeddedKafka.start(folder);
        kafka = new KafkaConnection(Map.of("bootstrap.servers", broker.bootstrapServers()));
        logger.addHandler(warnings);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(warnings);
        broker.close();
    }

    @Test
    void setupReadinessAndLogNameTheRemedyOnce() throws Exception {
        TopicSetup setup = new TopicSetup(kafka, Settings.of(TopicConfig.class, Map.of()), QUEUES);
        setup.ensure();
        ShareGroupReadiness readiness = new ShareGroupReadiness(kafka);
        assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
        ShareGroupConnector worker = new ShareGroupConnector(kafka, QUEUES, new WorkerName());
        consume(worker, Topics.ATTACK);

        shareVersion(0, FeatureUpdate.UpgradeType.SAFE_DOWNGRADE);

        assertThatThrownBy(setup::ensure)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(REMEDY);
        HealthCheckResponse down = readiness.call();
        assertThat(down.getStatus()).isEqualTo(Status.DOWN);
        assertThat(down.getData().orElseThrow().get("reason").toString()).contains(REMEDY);
        try (QueueWorkers workers = new QueueWorkers(kafka::admin)) {
            assertThat(workers.explain(QueueWorkersIT.status(JobState.QUEUED, Topics.ATTACK))
                            .jobs()
                            .get(0)
                            .message())
                    .contains(REMEDY);
        }
        BoundedWait.until(() -> warnings.text().contains(REMEDY));
        shareVersion(1, FeatureUpdate.UpgradeType.UPGRADE);
        assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
        assertThat(worker.isAlive()).isTrue();
        assertThat(warnings.text()).containsOnlyOnce(REMEDY);
        worker.close();
        readiness.close();
    }

    private static void consume(ShareGroupConnector worker, String topic) {
        Multi.createFrom()
                .publisher(worker.getPublisher(new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(Map.of("topics", topic), "channel", 100))
                        .build()))
                .subscribe()
                .with(message -> message.ack());
    }

    /** Changes the feature, which the controller does, and waits until the broker knows of it. */
    private void shareVersion(int version, FeatureUpdate.UpgradeType type) throws Exception {
        try (Admin admin = kafka.admin()) {
            admin.updateFeatures(
                            Map.of("share.version", new FeatureUpdate((short) version, type)),
                            new UpdateFeaturesOptions())
                    .all()
                    .get();
            BoundedWait.until(() -> ShareGroupFeature.problem(
                                    admin.describeFeatures().featureMetadata().get())
                            .isEmpty()
                    == version > 0);
        }
    }

    private static final class Warnings extends Handler {

        private final List<String> lines = new CopyOnWriteArrayList<>();

        String text() {
            return String.join("\n", lines);
        }

        @Override
        public void publish(LogRecord record) {
            if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
                lines.add(record.getMessage()
                        + List.of(record.getParameters() == null ? new Object[0] : record.getParameters()));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
