package io.redoubt.experiment.stream;

import java.util.Optional;

/**
 * A record on its way out.
 *
 * @param topic where to
 * @param payload its value; nothing for a tombstone
 */
record OutgoingRecord(String topic, Optional<byte[]> payload) {}
