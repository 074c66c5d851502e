package io.redoubt.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ShareMemberDescription;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.junit.jupiter.api.Test;

/** The behaviour of share groups that work queues depend on. */
class SharedQueuesIT extends OneBroker {

    private static final Duration LOCK = Duration.ofMillis(1500);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

    private static void configure(String group) throws Exception {
        clients.configureGroup(
                group,
                Map.of(
                        "share.auto.offset.reset",
                        "earliest",
                        "share.record.lock.duration.ms",
                        Long.toString(LOCK.toMillis())));
    }

    private static void acknowledge(
            KafkaShareConsumer<String, String> consumer, ConsumerRecord<String, String> record, AcknowledgeType type) {
        consumer.acknowledge(record, type);
        assertThat(consumer.commitSync().values())
                .allSatisfy(error -> assertThat(error).isEmpty());
    }

    private static void renew(KafkaShareConsumer<String, String> consumer, ConsumerRecord<String, String> record) {
        acknowledge(consumer, record, AcknowledgeType.RENEW);
        assertThat(consumer.poll(POLL_INTERVAL)).singleElement().satisfies(again -> {
            assertThat(again.offset()).isEqualTo(record.offset());
            assertThat(again.deliveryCount()).hasValue((short) 1);
        });
    }

    @Test
    void renewedRecordStaysWithItsConsumerBeyondTheLockDuration() throws Exception {
        clients.createTopics("held");
        configure("held");
        clients.produce("held", "a", "b", "c", "d"); // before the first member joins the group
        try (var holder = clients.shareConsumer("held", List.of("held"));
                var other = clients.shareConsumer("held", List.of("held"))) {
            List<ConsumerRecord<String, String>> first = Clients.take(holder);
            assertThat(first).hasSize(1);
            ConsumerRecord<String, String> held = first.get(0);
            List<String> rest = new ArrayList<>();
            long lockRanOut = System.nanoTime() + LOCK.multipliedBy(2).toNanos();

            Clients.until("the remaining records, and two lock durations", () -> {
                renew(holder, held);
                for (ConsumerRecord<String, String> record : other.poll(POLL_INTERVAL)) {
                    assertThat(record.deliveryCount()).hasValue((short) 1);
                    rest.add(record.value());
                    acknowledge(other, record, AcknowledgeType.ACCEPT);
                }
                return rest.size() >= 3 && System.nanoTime() > lockRanOut;
            });

            acknowledge(holder, held, AcknowledgeType.ACCEPT);
            rest.add(held.value());
            assertThat(rest).containsExactlyInAnyOrder("a", "b", "c", "d");
        }
    }

    /**
     * This is why each queue has its own group: a member that runs a job would block the other queues assigned to it.
     */
    @Test
    void groupAssignsTopicsToMembers() throws Exception {
        List<String> queues = List.of("q0", "q1", "q2", "q3");
        clients.createTopics(queues.toArray(String[]::new));
        try (var one = clients.shareConsumer("divided", queues);
                var two = clients.shareConsumer("divided", queues);
                Admin admin = clients.admin()) {
            Clients.until("two topics for each member", () -> {
                one.poll(POLL_INTERVAL);
                two.poll(POLL_INTERVAL);
                return assigned(admin, "divided").equals(List.of(2, 2));
            });
        }
    }

    /** The number of topics of each member; empty while the group does not exist. */
    private static List<Integer> assigned(Admin admin, String group) {
        try {
            return admin
                    .describeShareGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join()
                    .members()
                    .stream()
                    .map(ShareMemberDescription::assignment)
                    .map(assignment -> assignment.topicPartitions().size())
                    .toList();
        } catch (CompletionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return List.of();
            }
            throw e;
        }
    }

    /**
     * After an empty poll, a consumer keeps fetching in the background and locks new records. Closing it releases them.
     */
    @Test
    void closingIdleConsumerReleasesFetchedRecords() throws Exception {
        clients.createTopics("idle");
        configure("idle");
        try (var other = clients.shareConsumer("idle", List.of("idle"))) {
            try (var idle = clients.shareConsumer("idle", List.of("idle"))) {
                clients.produce("idle", "first");
                acknowledge(idle, Clients.take(idle).get(0), AcknowledgeType.ACCEPT);
                assertThat(idle.poll(POLL_INTERVAL)).isEmpty();
                clients.produce("idle", "late");
            }

            assertThat(Clients.take(other)).singleElement().satisfies(late -> {
                assertThat(late.value()).isEqualTo("late");
                acknowledge(other, late, AcknowledgeType.ACCEPT);
            });
        }
    }
}
