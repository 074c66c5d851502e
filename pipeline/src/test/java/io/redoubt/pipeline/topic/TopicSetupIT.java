package io.redoubt.pipeline.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.Topics;
import io.redoubt.pipeline.Settings;
import io.redoubt.pipeline.Stack;
import io.redoubt.pipeline.kafka.BrokerUnavailableException;
import io.redoubt.pipeline.kafka.KafkaConnection;
import io.redoubt.pipeline.queue.QueueConfig;
import io.redoubt.pipeline.queue.ShareGroupSettings;
import io.redoubt.testkit.Topic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;

class TopicSetupIT {

    private static TopicSetup setup(KafkaConnection connection, Map<String, String> settings) {
        return new TopicSetup(
                connection,
                Settings.of(TopicConfig.class, settings),
                Settings.of(QueueConfig.class, Map.of("redoubt.queue.lock", "1s")));
    }

    @Test
    void createsMissingTopicsAndCanBeRepeated() throws Exception {
        TopicSetup setup = setup(Stack.kafka(), Map.of());

        setup.ensure();
        setup.ensure();

        try (Admin admin = Stack.kafka().admin()) {
            assertThat(admin.listTopics().names().get())
                    .containsAll(Topics.queues())
                    .contains(
                            Topics.EXPERIMENTS,
                            Topics.EVENTS,
                            Topics.STATUS,
                            Topics.RESULTS,
                            Topics.CONTROL,
                            Topics.DEAD_LETTERS);
            assertThat(config(admin, ConfigResource.Type.TOPIC, Topics.STATUS)
                            .get("cleanup.policy")
                            .value())
                    .isEqualTo("compact");
            assertThat(config(admin, ConfigResource.Type.TOPIC, Topics.STATUS)
                            .get("compression.type")
                            .value())
                    .isEqualTo("uncompressed");
            Config group = config(admin, ConfigResource.Type.GROUP, ShareGroupSettings.of(Topics.ATTACK));
            assertThat(group.get("share.auto.offset.reset").value()).isEqualTo("earliest");
            assertThat(group.get("share.isolation.level").value()).isEqualTo("read_committed");
            assertThat(group.get("share.record.lock.duration.ms").value()).isEqualTo("1000");
            assertThat(group.get("share.delivery.count.limit").value()).isEqualTo("10");
        }
    }

    @Test
    void existingTopicsRefuseExpandingRecordsUnlessTheirCompressionWasSet() throws Exception {
        try (Admin admin = Stack.kafka().admin()) {
            setup(Stack.kafka(), Map.of()).ensure();
            alter(admin, Topics.EVENTS, "compression.type", Optional.empty());
            alter(admin, Topics.RESULTS, "compression.type", Optional.of("zstd"));

            setup(Stack.kafka(), Map.of()).ensure();

            assertThat(config(admin, ConfigResource.Type.TOPIC, Topics.EVENTS)
                            .get("compression.type")
                            .value())
                    .isEqualTo("uncompressed");
            assertThat(config(admin, ConfigResource.Type.TOPIC, Topics.RESULTS)
                            .get("compression.type")
                            .value())
                    .isEqualTo("zstd");
            alter(admin, Topics.RESULTS, "compression.type", Optional.empty());
        }
    }

    private static void alter(Admin admin, String topic, String name, Optional<String> value) throws Exception {
        AlterConfigOp change = new AlterConfigOp(
                new ConfigEntry(name, value.orElse("")),
                value.isPresent() ? AlterConfigOp.OpType.SET : AlterConfigOp.OpType.DELETE);
        admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(change)))
                .all()
                .get();
    }

    @Test
    void recordThatExpandsBeyondTheLimitIsRefused() {
        setup(Stack.kafka(), Map.of()).ensure();
        byte[] expanding = new byte[8 << 20];

        for (String name : List.of(Topics.EXPERIMENTS, Topics.CONTROL, Topics.EVENTS, Topics.ATTACK)) {
            Topic topic = new Topic(Stack.kafka().servers(), name);
            assertThatThrownBy(() -> topic.sendCompressed("gzip", expanding))
                    .as(name)
                    .hasCauseInstanceOf(RecordTooLargeException.class);
        }
    }

    private static Config config(Admin admin, ConfigResource.Type type, String name) throws Exception {
        ConfigResource resource = new ConfigResource(type, name);
        return admin.describeConfigs(List.of(resource)).all().get().get(resource);
    }

    @Test
    void missingBrokerIsReportedAfterTimeout() {
        KafkaConnection nowhere = new KafkaConnection(Map.of(
                "bootstrap.servers", "127.0.0.1:1", "default.api.timeout.ms", "500", "request.timeout.ms", "400"));

        assertThatThrownBy(() -> setup(nowhere, Map.of("redoubt.kafka.startup-timeout", "1s"))
                        .ensure())
                .isInstanceOf(BrokerUnavailableException.class)
                .hasMessageContaining("127.0.0.1:1")
                .hasMessageContaining("kafka.bootstrap.servers");
        setup(nowhere, Map.of("redoubt.kafka.setup", "false")).ensure();
    }
}
