package io.redoubt.pipeline.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.embedded.kafka.EmbeddedKafka;
import io.redoubt.pipeline.Records;
import io.redoubt.pipeline.Stack;
import io.redoubt.pipeline.kafka.BrokerUnavailableException;
import io.redoubt.pipeline.kafka.KafkaConnection;
import io.redoubt.testkit.BoundedWait;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShareGroupsIT {

    private static void create(String queue) throws Exception {
        try (Admin admin = Stack.kafka().admin()) {
            admin.createTopics(List.of(new NewTopic(queue, 1, (short) 1))).all().get();
        }
        Stack.configureQueue(queue);
    }

    @Test
    void lagCountsRecordsFromTheFirstOneToTheAcquiredOnes() throws Exception {
        String queue = "lagging";
        create(queue);
        try (ShareGroups groups = new ShareGroups(Stack.kafka())) {
            assertThat(groups.read(Set.of(queue))).containsEntry(queue, new ShareGroupState(0, List.of()));
            Records.sendInTransactions(queue, "a", "b", "c");
            assertThat(groups.read(Set.of(queue)).get(queue).lag())
                    .as("three records and their transaction markers, before the first worker")
                    .isEqualTo(6);

            try (Channel worker = new Channel(queue)) {
                Message<?> acquired = worker.next();
                assertThat(groups.read(Set.of(queue)).get(queue))
                        .isEqualTo(new ShareGroupState(6, List.of(new ShareGroupMember(worker.name(), "127.0.0.1"))));

                acquired.ack();
                worker.process();
                worker.process();
                BoundedWait.until(() -> groups.read(Set.of(queue)).get(queue).lag() == 0);
            }
            Records.sendInTransactions(queue, "d");
            assertThat(groups.read(Set.of(queue)))
                    .as("after the last worker has left")
                    .containsEntry(queue, new ShareGroupState(2, List.of()));
        }
    }

    @Test
    void brokerThatIsGoneHasNoState(@TempDir Path folder) throws Exception {
        String queue = "unreachable";
        EmbeddedKafka broker = EmbeddedKafka.start(folder);
        KafkaConnection kafka = new KafkaConnection(Map.of("bootstrap.servers", broker.bootstrapServers()));
        try (ShareGroups groups = new ShareGroups(kafka);
                Admin admin = kafka.admin()) {
            admin.createTopics(List.of(new NewTopic(queue, 1, (short) 1))).all().get();
            assertThat(groups.read(Set.of(queue)).get(queue).lag()).isZero();

            broker.close();

            assertThatThrownBy(() -> groups.read(Set.of(queue)))
                    .isInstanceOf(BrokerUnavailableException.class)
                    .hasMessageContaining(broker.bootstrapServers());
        }
    }
}
