package io.redoubt.pipeline.queue;

/**
 * A member of the share group of a queue.
 *
 * @param worker name of the worker; the client id of a consumer that is not a worker
 * @param host address from which it is connected to the broker
 */
public record ShareGroupMember(String worker, String host) {}
