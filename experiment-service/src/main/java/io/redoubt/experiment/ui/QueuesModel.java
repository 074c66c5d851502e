package io.redoubt.experiment.ui;

import io.redoubt.experiment.queue.QueueStatus;
import java.util.List;

/**
 * The page of the work queues.
 *
 * @param queues all queues
 */
public record QueuesModel(List<QueueStatus> queues) {

    /** Returns the queues with workers. */
    public List<QueueStatus> served() {
        return queues.stream().filter(queue -> queue.members() > 0).toList();
    }
}
