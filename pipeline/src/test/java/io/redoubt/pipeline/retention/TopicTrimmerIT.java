package io.redoubt.pipeline.retention;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.Topics;
import io.redoubt.pipeline.Records;
import io.redoubt.pipeline.Stack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TopicTrimmerIT {

    private static final TopicPartition EVENTS = new TopicPartition(Topics.EVENTS, 0);
    private static final TopicPartition CONTROL = new TopicPartition(Topics.CONTROL, 0);
    private static final String TRACKER = "tracker-of-trim-test";
    private static final Instant LATER = Instant.now().plus(Duration.ofDays(1));

    @Test
    void unreadAndRecentRecordsAndPendingCommandsAreKept() throws Exception {
        Stack.ensureTopics();
        for (int i = 0; i < 5; i++) {
            Records.send(Topics.EVENTS, "trim", "unread".getBytes(UTF_8));
            Records.send(Topics.CONTROL, "trim", "{}".getBytes(UTF_8));
        }
        try (Admin admin = Stack.kafka().admin()) {
            assertThat(new TopicTrimmer(admin, TRACKER, LATER).trackerExists()).isFalse();
            long events = offset(admin, EVENTS, OffsetSpec.latest()) - 2;
            long control = offset(admin, CONTROL, OffsetSpec.latest());
            admin.alterConsumerGroupOffsets(
                            TRACKER,
                            Map.of(EVENTS, new OffsetAndMetadata(events), CONTROL, new OffsetAndMetadata(control)))
                    .all()
                    .get();
            long before = offset(admin, EVENTS, OffsetSpec.earliest());

            new TopicTrimmer(admin, TRACKER, Instant.EPOCH).run(control, false);
            assertThat(offset(admin, EVENTS, OffsetSpec.earliest()))
                    .as("recent")
                    .isEqualTo(before);

            List<GcResult> reported = new TopicTrimmer(admin, TRACKER, LATER).run(control - 1, true);
            assertThat(offset(admin, EVENTS, OffsetSpec.earliest()))
                    .as("dry run")
                    .isEqualTo(before);

            assertThat(new TopicTrimmer(admin, TRACKER, LATER).run(control - 1, false))
                    .isEqualTo(reported);
            assertThat(offset(admin, EVENTS, OffsetSpec.earliest())).as("read").isEqualTo(events);
            assertThat(offset(admin, CONTROL, OffsetSpec.earliest()))
                    .as("commands that all workers have read")
                    .isEqualTo(control - 1);
            assertThat(new TopicTrimmer(admin, TRACKER, LATER).run(control - 1, false))
                    .allMatch(result -> result.count() == 0);
        }
    }

    private static long offset(Admin admin, TopicPartition partition, OffsetSpec spec) throws Exception {
        return admin.listOffsets(Map.of(partition, spec))
                .partitionResult(partition)
                .get()
                .offset();
    }
}
