package io.redoubt.experiment.view;

import io.redoubt.api.Json;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.event.ExperimentKey;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.event.WorkerDevice;
import io.redoubt.experiment.cache.BoundedMap;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * The history of every job and the device of every worker, from all events that the topic still has. {@code redoubt gc}
 * removes events of experiments that have ended.
 */
@ApplicationScoped
public class JobHistories {

    private static final Logger LOG = Logger.getLogger(JobHistories.class);

    /** Histories of the jobs with the latest events; a job without epochs takes about a kilobyte. */
    private static final int MAX_JOBS = 50_000;

    private static final int MAX_WORKERS = 10_000;

    private final Map<String, JobHistory> histories = BoundedMap.byUse(MAX_JOBS);
    private final Map<String, WorkerDevice> devices = BoundedMap.byUse(MAX_WORKERS);

    private long version;

    @Incoming("experiment-history")
    @Blocking
    void accept(ConsumerRecord<String, byte[]> record) {
        try {
            JobEvent event = Json.read(record.value() == null ? new byte[0] : record.value(), JobEvent.class);
            ExperimentKey.require(record.key(), event.experiment());
            add(event);
        } catch (UnreadableMessageException e) {
            LOG.debugf(
                    "topic=%s partition=%d offset=%d event ignored: %s",
                    record.topic(), record.partition(), record.offset(), e.getMessage());
        }
    }

    private synchronized void add(JobEvent event) {
        JobHistory before = histories.getOrDefault(event.fingerprint(), JobHistory.EMPTY);
        histories.put(event.fingerprint(), before.after(event));
        event.device().ifPresent(device -> devices.put(event.worker(), device));
        version++;
    }

    /** Returns the history of a job; it is empty if there are no events of the job. */
    public synchronized JobHistory of(String fingerprint) {
        return histories.getOrDefault(fingerprint, JobHistory.EMPTY);
    }

    /** Returns the device of a worker, as of its last event; empty if its events do not tell. */
    public synchronized Optional<WorkerDevice> device(String worker) {
        return Optional.ofNullable(devices.get(worker));
    }

    /** Returns a number that changes with every event. */
    public synchronized long version() {
        return version;
    }
}
