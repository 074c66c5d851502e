package io.redoubt.experiment.queue;

import io.redoubt.api.event.JobEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which worker runs which job, as far as events since the start of this process tell. Running jobs send an event about
 * once per second.
 */
@ApplicationScoped
public class WorkerJobs {

    /** Jobs whose worker died and that never ran again remain until they are the oldest. */
    private static final int MAX_JOBS = 10_000;

    private record Started(String worker, WorkerJob job) {}

    private final Map<String, Started> byFingerprint = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Started> eldest) {
            return size() > MAX_JOBS;
        }
    };

    /** Applies an event. */
    public synchronized void accept(JobEvent event) {
        switch (event.type()) {
            case STARTED, PROGRESS, EPOCH, CHECKPOINTED ->
                byFingerprint.merge(
                        event.fingerprint(), new Started(event.worker(), WorkerJob.of(event)), WorkerJobs::later);
            case QUEUED, SUCCEEDED, FAILED, CANCELLED -> byFingerprint.remove(event.fingerprint());
        }
    }

    private static Started later(Started known, Started next) {
        return known.worker.equals(next.worker) ? new Started(next.worker, next.job.orProgressOf(known.job)) : next;
    }

    /** The jobs among {@code jobs} that are running, by the name of their worker. */
    synchronized Map<String, WorkerJob> byWorker(Collection<TrackedJob> jobs) {
        Map<String, WorkerJob> byWorker = new HashMap<>();
        for (TrackedJob job : jobs) {
            Started started = byFingerprint.get(job.fingerprint());
            if (started != null) {
                byWorker.put(started.worker, started.job);
            }
        }
        return byWorker;
    }
}
