package io.redoubt.experiment.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BoundedConsumerTest {

    private static final TopicPartition EVENTS = new TopicPartition(Topics.EVENTS, 0);
    private static final TopicPartition CONTROL = new TopicPartition(Topics.CONTROL, 0);
    private static final OutOfMemoryError ERROR = new OutOfMemoryError("Java heap space");

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

    @BeforeEach
    void assign() {
        consumer.assign(List.of(EVENTS, CONTROL));
        consumer.updateBeginningOffsets(Map.of(EVENTS, 5L, CONTROL, 7L));
        consumer.seek(EVENTS, 5);
        consumer.seek(CONTROL, 7);
    }

    @Test
    void seeksPastTheRecordOfThePartitionThatTheClientNames() {
        ConsumerRecords<byte[], byte[]> polled = BoundedConsumer.skip(
                consumer,
                () -> {
                    throw new KafkaException("Received exception when fetching the next record from " + CONTROL
                            + ". If needed, please seek past the record to continue consumption.");
                },
                ERROR);

        assertThat(polled).isEmpty();
        assertThat(consumer.position(CONTROL)).isEqualTo(8);
        assertThat(consumer.position(EVENTS)).isEqualTo(5);
    }

    @Test
    void otherFailuresArePropagated() {
        assertThatThrownBy(() -> BoundedConsumer.skip(
                        consumer,
                        () -> {
                            throw new KafkaException("not authorized");
                        },
                        ERROR))
                .isSameAs(ERROR);
        assertThat(consumer.position(CONTROL)).isEqualTo(7);
    }
}
