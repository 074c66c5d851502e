package io.redoubt.pipeline.job;

import io.opentelemetry.api.trace.Tracer;
import io.redoubt.pipeline.artifact.Checkpoints;
import io.redoubt.pipeline.artifact.Claims;
import io.redoubt.pipeline.artifact.Results;
import io.redoubt.pipeline.dataset.DatasetCatalog;
import io.redoubt.pipeline.event.DeadLetters;
import io.redoubt.pipeline.event.EventPublisher;
import io.redoubt.pipeline.event.ExperimentControl;
import io.redoubt.pipeline.event.JobRequeue;
import io.redoubt.pipeline.queue.QueueConfig;
import io.redoubt.pipeline.queue.WorkerName;
import io.redoubt.pipeline.store.LocalCache;
import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.pipeline.store.RetryingObjectStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The services of the process that running jobs use. */
@Singleton
public class JobServices {

    final ObjectStore store;
    final LocalCache cache;
    final DatasetCatalog datasets;
    final EventPublisher events;
    final DeadLetters deadLetters;
    final JobRequeue requeue;
    final ExperimentControl control;
    final QueueConfig config;
    final DeviceSource device;
    final Clock clock;
    final Claims claims;
    final Results results;
    final Checkpoints checkpoints;
    final String worker;
    final Tracer tracer;

    @Inject
    public JobServices(
            ObjectStore store,
            LocalCache cache,
            DatasetCatalog datasets,
            EventPublisher events,
            DeadLetters deadLetters,
            JobRequeue requeue,
            ExperimentControl control,
            QueueConfig config,
            WorkerName worker,
            DeviceSource device,
            Clock clock,
            Tracer tracer) {
        this.store = store;
        this.cache = cache;
        this.datasets = datasets;
        this.events = events;
        this.deadLetters = deadLetters;
        this.requeue = requeue;
        this.control = control;
        this.config = config;
        this.device = device;
        this.clock = clock;
        this.worker = worker.value();
        this.tracer = tracer;
        ObjectStore retrying = new RetryingObjectStore(store, config.storeRetryTimeout());
        this.claims = new Claims(retrying, clock, config.lock(), worker.value());
        this.results = new Results(retrying);
        this.checkpoints = new Checkpoints(retrying);
    }
}
