package io.redoubt.benchmarks.deployment;

import io.opentelemetry.api.trace.TracerProvider;
import io.redoubt.pipeline.dataset.DatasetCatalog;
import io.redoubt.pipeline.event.ControlState;
import io.redoubt.pipeline.event.DeadLetters;
import io.redoubt.pipeline.event.EventPublisher;
import io.redoubt.pipeline.event.JobRequeue;
import io.redoubt.pipeline.job.JobRunner;
import io.redoubt.pipeline.job.JobServices;
import io.redoubt.pipeline.job.JobWork;
import io.redoubt.pipeline.kafka.KafkaConnection;
import io.redoubt.pipeline.queue.QueueConfig;
import io.redoubt.pipeline.queue.ShareGroupConnector;
import io.redoubt.pipeline.queue.WorkerName;
import io.redoubt.pipeline.store.LocalCache;
import io.redoubt.pipeline.store.MinioObjectStore;
import io.redoubt.testkit.BrokerEmitter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Multi;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.reactive.messaging.Message;

/** A worker that takes jobs, claims them and commits results as the services do, but does {@link NoOpWork}. */
public final class NoOpWorker implements AutoCloseable {
    private static final JobWork<?>[] WORKS = NoOpWork.all();

    private final MinioObjectStore store;
    private final BrokerEmitter emitter;
    private final JobRunner runner;
    private final ShareGroupConnector connector;

    /** @param queues the topics of the queues, all read by one poller */
    public NoOpWorker(Deployment deployment, List<String> queues) {
        QueueConfig settings = new DefaultQueueSettings();
        WorkerName name = new WorkerName();
        store = deployment.openStore();
        emitter = new BrokerEmitter(deployment.kafka());
        LocalCache cache = new LocalCache(store, deployment.folder().resolve("worker-cache"));
        runner = new JobRunner(new JobServices(
                store,
                cache,
                new DatasetCatalog(store, cache),
                new EventPublisher(emitter),
                new DeadLetters(emitter),
                new JobRequeue(emitter),
                new ControlState(),
                settings,
                name,
                Optional::empty,
                Clock.systemUTC(),
                TracerProvider.noop().get("none")));
        connector = new ShareGroupConnector(
                new KafkaConnection(Map.of("bootstrap.servers", deployment.kafka())), settings, name);
        Multi.createFrom()
                .publisher(connector.getPublisher(new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(
                                Map.of("topics", String.join(",", queues)), "benchmark", 100))
                        .build()))
                .subscribe()
                .with(message -> runner.run(bytes(message), WORKS));
    }

    @SuppressWarnings("unchecked")
    private static Message<byte[]> bytes(Message<?> message) {
        return (Message<byte[]>) message;
    }

    @Override
    public void close() {
        runner.stop();
        connector.close();
        emitter.close();
        store.close();
    }
}
