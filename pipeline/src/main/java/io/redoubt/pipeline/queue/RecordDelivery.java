package io.redoubt.pipeline.queue;

/**
 * Which delivery of which record a message is; metadata of a queue's messages.
 *
 * @param topic the queue
 * @param partition its partition
 * @param offset the record
 * @param deliveryCount how often the record has been delivered, from 1
 * @param clusterId the Kafka cluster
 */
public record RecordDelivery(String topic, int partition, long offset, int deliveryCount, String clusterId) {

    /** Names the record: the same for all its deliveries, and no other record's. */
    public String id() {
        return clusterId + "/" + topic + "-" + partition + "-" + offset;
    }
}
