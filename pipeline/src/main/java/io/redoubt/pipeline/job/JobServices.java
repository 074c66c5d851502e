package io.redoubt.pipeline.job;

import io.redoubt.pipeline.artifact.Checkpoints;
import io.redoubt.pipeline.artifact.Claims;
import io.redoubt.pipeline.artifact.Results;
import io.redoubt.pipeline.dataset.DatasetCatalog;
import io.redoubt.pipeline.event.ControlListener;
import io.redoubt.pipeline.event.DeadLetters;
import io.redoubt.pipeline.event.EventPublisher;
import io.redoubt.pipeline.event.JobRequeue;
import io.redoubt.pipeline.queue.QueueConfig;
import io.redoubt.pipeline.store.LocalCache;
import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.pipeline.store.RetryingObjectStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.UUID;

/** What jobs need of the process they run in. */
@Singleton
public class JobServices {

    final ObjectStore store;
    final LocalCache cache;
    final DatasetCatalog datasets;
    final EventPublisher events;
    final DeadLetters deadLetters;
    final JobRequeue requeue;
    final ControlListener control;
    final QueueConfig config;
    final Clock clock;
    final Claims claims;
    final Results results;
    final Checkpoints checkpoints;
    final String worker;

    @Inject
    public JobServices(
            ObjectStore store,
            LocalCache cache,
            DatasetCatalog datasets,
            EventPublisher events,
            DeadLetters deadLetters,
            JobRequeue requeue,
            ControlListener control,
            QueueConfig config,
            Clock clock) {
        this.store = store;
        this.cache = cache;
        this.datasets = datasets;
        this.events = events;
        this.deadLetters = deadLetters;
        this.requeue = requeue;
        this.control = control;
        this.config = config;
        this.clock = clock;
        // The name of the virtual machine is process@host, which is what a person looks for; the rest makes it unique.
        this.worker = ManagementFactory.getRuntimeMXBean().getName() + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        ObjectStore patient = new RetryingObjectStore(store, config.storePatience());
        this.claims = new Claims(patient, clock, config.lock(), worker);
        this.results = new Results(patient);
        this.checkpoints = new Checkpoints(patient);
    }
}
