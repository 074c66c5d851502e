package io.redoubt.pipeline.job;

import io.redoubt.api.event.EventType;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.event.Progress;
import io.redoubt.api.job.Job;
import io.redoubt.api.job.ResultManifest;

/**
 * Publishes the events of one delivery of a job. Events that decide an experiment are acknowledged by the broker before
 * the method returns; the others may be lost.
 *
 * @param services the event publisher, the clock, and the name and device of the worker
 * @param job the job
 * @param attempt attempts since the job last made progress, from 1; 0 if it was not started
 */
record JobEventEmitter(JobServices services, Job job, int attempt) {

    void started() {
        services.events.send(event(EventType.STARTED));
    }

    void progress(Progress progress) {
        services.events.send(event(EventType.PROGRESS).with(progress));
    }

    void checkpointed(Progress progress) {
        services.events.send(event(EventType.CHECKPOINTED).with(progress));
    }

    void epoch(Progress progress) {
        services.events.send(event(EventType.EPOCH).with(progress));
    }

    void succeeded(ResultManifest manifest, boolean reused) {
        services.events.sendAndAwait(event(EventType.SUCCEEDED).with(manifest, reused));
    }

    void failed(String reason) {
        services.events.sendAndAwait(event(EventType.FAILED).withMessage(reason));
    }

    void cancelled() {
        services.events.sendAndAwait(event(EventType.CANCELLED));
    }

    private JobEvent event(EventType type) {
        return JobEvent.of(job, type, services.clock.instant(), services.worker, attempt)
                .withDevice(services.device.device());
    }
}
