package io.redoubt.pipeline.queue;

import java.time.Instant;

/**
 * The coordinates of a record and its delivery count; metadata of a queue's messages.
 *
 * @param topic the queue
 * @param partition its partition
 * @param offset the record's offset
 * @param deliveryCount how often the record was delivered, from 1
 * @param clusterId the Kafka cluster
 * @param queued the record's timestamp
 */
public record RecordDelivery(
        String topic, int partition, long offset, int deliveryCount, String clusterId, Instant queued) {

    /** Identifies the record: the same for all its deliveries, and different from all other records. */
    public String id() {
        return clusterId + "/" + topic + "-" + partition + "-" + offset;
    }
}
