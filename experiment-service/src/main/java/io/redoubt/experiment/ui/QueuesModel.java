package io.redoubt.experiment.ui;

import io.redoubt.experiment.queue.QueueStatus;
import java.util.List;

/**
 * The page of the work queues.
 *
 * @param queues all queues
 * @param deadLetters number of records that could not be read or run
 */
public record QueuesModel(List<QueueStatus> queues, long deadLetters) {

    /** Returns the queues with workers. */
    public List<QueueStatus> served() {
        return queues.stream().filter(queue -> queue.members() > 0).toList();
    }
}
