package io.redoubt.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class EmbeddedKafkaIT extends OneBroker {

    @Test
    void recordsArriveInOrder() throws Exception {
        clients.createTopics("events");

        clients.produce("events", "queued", "started", "succeeded");

        assertThat(clients.consume("events", "tracker", 3)).containsExactly("queued", "started", "succeeded");
    }

    @Test
    void onlyCommittedTransactionsAreRead() throws Exception {
        clients.createTopics("states");

        try (KafkaProducer<String, String> producer = clients.producer(Map.of("transactional.id", "planner"))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("states", "abandoned"));
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("states", "kept"));
            producer.commitTransaction();
        }

        assertThat(clients.consume("states", "reader", 1)).containsExactly("kept");
    }

    @Test
    void topicsAreNotCreatedAutomatically() throws Exception {
        try (var admin = clients.admin()) {
            assertThat(admin.listTopics().names().get()).doesNotContain("typo");
            try (KafkaProducer<String, String> producer = clients.producer(Map.of("max.block.ms", 1_000))) {
                producer.send(new ProducerRecord<>("typo", "lost"), (metadata, error) -> assertThat(error)
                        .isNotNull());
            }
            assertThat(admin.listTopics().names().get()).doesNotContain("typo");
        }
    }
}
