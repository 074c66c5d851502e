package io.redoubt.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ShareMemberDescription;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What work queues build on: share groups as this broker and this client really behave. */
class SharedQueuesIT {

    private static final Duration LOCK = Duration.ofMillis(1500);
    private static final Duration ROUND = Duration.ofMillis(100);

    @TempDir
    static Path directory;

    private static EmbeddedKafka kafka;
    private static Clients clients;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start(directory);
        clients = new Clients(kafka.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

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
        assertThat(consumer.poll(ROUND)).singleElement().satisfies(again -> {
            assertThat(again.offset()).isEqualTo(record.offset());
            assertThat(again.deliveryCount()).hasValue((short) 1);
        });
    }

    @Test
    void aRecordRenewedBeyondItsLockStaysWithItsHolderWhileAnotherTakesTheRest() throws Exception {
        clients.createTopics("held");
        configure("held");
        clients.produce("held", "a", "b", "c", "d"); // before the group's first member
        try (var holder = clients.shareConsumer("held", List.of("held"));
                var other = clients.shareConsumer("held", List.of("held"))) {
            List<ConsumerRecord<String, String>> first = Clients.take(holder);
            assertThat(first).hasSize(1);
            ConsumerRecord<String, String> held = first.get(0);
            List<String> rest = new ArrayList<>();
            long lockRanOut = System.nanoTime() + LOCK.multipliedBy(2).toNanos();

            Clients.until("the rest, and two lock times", () -> {
                renew(holder, held);
                for (ConsumerRecord<String, String> record : other.poll(ROUND)) {
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

    /** So one group must not span several queues: a member busy with a job starves the queues assigned to it. */
    @Test
    void aGroupOverSeveralTopicsDividesThemAmongItsMembers() throws Exception {
        List<String> queues = List.of("q0", "q1", "q2", "q3");
        clients.createTopics(queues.toArray(String[]::new));
        try (var one = clients.shareConsumer("divided", queues);
                var two = clients.shareConsumer("divided", queues);
                Admin admin = clients.admin()) {
            Clients.until("two topics for each member", () -> {
                one.poll(ROUND);
                two.poll(ROUND);
                return assigned(admin, "divided").equals(List.of(2, 2));
            });
        }
    }

    private static List<Integer> assigned(Admin admin, String group) {
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
    }

    /** A consumer that polled in vain goes on fetching in the background and locks what comes; closing it gives it back. */
    @Test
    void closingAnIdleConsumerFreesWhatItFetchedUnasked() throws Exception {
        clients.createTopics("idle");
        configure("idle");
        try (var other = clients.shareConsumer("idle", List.of("idle"))) {
            try (var idle = clients.shareConsumer("idle", List.of("idle"))) {
                clients.produce("idle", "first");
                acknowledge(idle, Clients.take(idle).get(0), AcknowledgeType.ACCEPT);
                assertThat(idle.poll(ROUND)).isEmpty();
                clients.produce("idle", "late");
            }

            assertThat(Clients.take(other)).singleElement().satisfies(late -> {
                assertThat(late.value()).isEqualTo("late");
                acknowledge(other, late, AcknowledgeType.ACCEPT);
            });
        }
    }
}
