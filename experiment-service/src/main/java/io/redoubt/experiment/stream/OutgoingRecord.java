package io.redoubt.experiment.stream;

import java.util.Optional;

/**
 * The topic and the value of a record to publish.
 *
 * @param topic the topic
 * @param payload record value; empty for a tombstone
 */
record OutgoingRecord(String topic, Optional<byte[]> payload) {}
