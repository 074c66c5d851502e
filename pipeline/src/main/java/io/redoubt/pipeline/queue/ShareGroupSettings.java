package io.redoubt.pipeline.queue;

/**
 * The share group of a queue: each queue has its own. In one group over several queues the broker would divide the queues
 * among the members, and a member busy with a long job would starve those assigned to it.
 */
public final class ShareGroupSettings {

    private ShareGroupSettings() {}

    /** The share group whose members work on the queue. */
    public static String of(String topic) {
        return topic + ".workers";
    }
}
