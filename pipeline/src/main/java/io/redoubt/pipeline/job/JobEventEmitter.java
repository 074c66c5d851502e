package io.redoubt.pipeline.job;

import io.redoubt.api.event.EventType;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.event.Progress;
import io.redoubt.api.job.Job;
import io.redoubt.api.job.ResultManifest;

/**
 * Tells of one delivery of a job.
 *
 * @param services for the way to Kafka
 * @param job the job
 * @param attempt how often the job was begun without coming forward, from 1; 0 where it was not begun
 */
record JobEventEmitter(JobServices services, Job job, int attempt) {

    void started() {
        services.events.tell(event(EventType.STARTED));
    }

    void progress(Progress progress) {
        services.events.tell(event(EventType.PROGRESS).with(progress));
    }

    void checkpointed(Progress progress) {
        services.events.tell(event(EventType.CHECKPOINTED).with(progress));
    }

    void epoch(Progress progress) {
        services.events.tell(event(EventType.EPOCH).with(progress));
    }

    void succeeded(ResultManifest manifest, boolean reused) {
        services.events.deliver(event(EventType.SUCCEEDED).with(manifest, reused));
    }

    void failed(String why) {
        services.events.deliver(event(EventType.FAILED).withMessage(why));
    }

    void cancelled() {
        services.events.deliver(event(EventType.CANCELLED));
    }

    private JobEvent event(EventType type) {
        return JobEvent.of(job, type, services.clock.instant(), services.worker, attempt);
    }
}
