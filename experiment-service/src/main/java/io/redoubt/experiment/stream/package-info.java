/**
 * Runs the tracker on Kafka Streams: one task reads requests, events and commands with exactly-once semantics. The
 * logic is in {@code io.redoubt.experiment.track}.
 */
package io.redoubt.experiment.stream;
