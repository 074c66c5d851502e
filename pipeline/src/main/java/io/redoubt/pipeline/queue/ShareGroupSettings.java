package io.redoubt.pipeline.queue;

/**
 * The share group of a queue. Each queue has its own: in one group over several queues the broker would divide the
 * queues among the members, and a member with a long job would starve the queues assigned to it.
 */
public final class ShareGroupSettings {

    private ShareGroupSettings() {}

    /** The share group of the queue's workers. */
    public static String of(String topic) {
        return topic + ".workers";
    }
}
