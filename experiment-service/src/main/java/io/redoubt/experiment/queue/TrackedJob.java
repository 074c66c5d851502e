package io.redoubt.experiment.queue;

import io.redoubt.api.Require;

/**
 * A job that the tracker has queued and that has not ended.
 *
 * @param fingerprint fingerprint of the job
 * @param queue topic of its work queue
 * @param running whether a worker has started it
 */
public record TrackedJob(String fingerprint, String queue, boolean running) {

    public TrackedJob {
        Require.present("fingerprint", fingerprint);
        Require.present("queue", queue);
    }
}
