package io.redoubt.pipeline.queue;

import io.opentelemetry.context.Context;

/**
 * The trace of a record; metadata of a queue's messages.
 *
 * @param context the context in its headers; the root context if there is none
 */
public record RecordTrace(Context context) {}
