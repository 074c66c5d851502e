package io.redoubt.pipeline.event;

import io.redoubt.api.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Reports each poll of the consumer of {@code redoubt.control} to {@link ControlOffsets}, even if it returned no
 * record.
 */
public final class ControlInterceptor implements ConsumerInterceptor<String, byte[]> {

    /** The configuration key of the {@link ControlOffsets}. */
    static final String OFFSETS = "redoubt.control.offsets";

    private static final TopicPartition CONTROL = new TopicPartition(Topics.CONTROL, 0);

    private ControlOffsets offsets;

    @Override
    public void configure(Map<String, ?> configs) {
        offsets = (ControlOffsets) configs.get(OFFSETS);
    }

    @Override
    public ConsumerRecords<String, byte[]> onConsume(ConsumerRecords<String, byte[]> records) {
        OffsetAndMetadata next = records.nextOffsets().get(CONTROL);
        if (next != null) {
            List<ConsumerRecord<String, byte[]>> polled = records.records(CONTROL);
            long last = polled.isEmpty() ? -1 : polled.get(polled.size() - 1).offset();
            offsets.polled(last, next.offset());
        }
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> committed) {
        // The channel commits nothing: every process reads the whole topic.
    }

    @Override
    public void close() {
        // There is nothing to release.
    }
}
