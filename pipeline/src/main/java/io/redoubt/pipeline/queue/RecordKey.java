package io.redoubt.pipeline.queue;

/**
 * The key of a record that has one; metadata of a queue's messages.
 *
 * @param value the key as text
 */
public record RecordKey(String value) {}
