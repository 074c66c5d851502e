/**
 * The tracker on Kafka Streams: one task over requests, events and commands, exactly once. Decisions are made in
 * {@code io.redoubt.experiment.track}.
 */
package io.redoubt.experiment.stream;
