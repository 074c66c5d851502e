package io.redoubt.pipeline.job;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.Topics;
import io.redoubt.api.event.ControlCommand;
import io.redoubt.api.event.WorkerDevice;
import io.redoubt.api.job.Job;
import io.redoubt.pipeline.Settings;
import io.redoubt.pipeline.Stack;
import io.redoubt.pipeline.dataset.DatasetCatalog;
import io.redoubt.pipeline.event.ControlState;
import io.redoubt.pipeline.event.DeadLetters;
import io.redoubt.pipeline.event.EventPublisher;
import io.redoubt.pipeline.event.JobRequeue;
import io.redoubt.pipeline.queue.QueueConfig;
import io.redoubt.pipeline.queue.RecordDelivery;
import io.redoubt.pipeline.queue.RecordTrace;
import io.redoubt.pipeline.queue.WorkerName;
import io.redoubt.pipeline.store.LocalCache;
import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.testkit.BrokerEmitter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/** A worker inside the test process: its own runner, claims and producer, on a shared store. */
final class TestWorker implements AutoCloseable {

    /** The lock of all tests; claims expire after three renewal periods. */
    static final QueueConfig CONFIG = Settings.of(
            QueueConfig.class,
            Map.of(
                    "redoubt.queue.lock", "1s",
                    "redoubt.queue.max-attempts", "3",
                    "redoubt.queue.backoff", "10ms",
                    "redoubt.queue.max-backoff", "100ms",
                    "redoubt.queue.checkpoint-every", "1s",
                    "redoubt.queue.store-retry-timeout", "300ms"));

    static final WorkerDevice DEVICE =
            new WorkerDevice("cuda:0", Optional.of("NVIDIA H200"), Optional.of(16), Optional.empty(), Optional.empty());

    final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .build();
    final JobServices services;
    final JobRunner runner;
    private final BrokerEmitter emitter = new BrokerEmitter(Stack.servers());
    private final ControlState commands = new ControlState();

    TestWorker(ObjectStore store, Path cache) {
        LocalCache local = new LocalCache(store, cache);
        services = new JobServices(
                store,
                local,
                new DatasetCatalog(store, local),
                new EventPublisher(emitter),
                new DeadLetters(emitter),
                new JobRequeue(emitter),
                commands,
                CONFIG,
                new WorkerName(),
                () -> Optional.of(DEVICE),
                Clock.systemUTC(),
                telemetry.getTracer("test"));
        runner = new JobRunner(services);
    }

    /** Delivers a record as the queue would; completes with the acknowledgement. */
    CompletableFuture<AcknowledgeType> deliver(byte[] payload, long offset, int count, JobWork<?>... works) {
        return deliver(Context.root(), payload, offset, count, works);
    }

    /** Delivers a record whose headers have a trace. */
    CompletableFuture<AcknowledgeType> deliver(
            Context trace, byte[] payload, long offset, int count, JobWork<?>... works) {
        CompletableFuture<AcknowledgeType> acknowledgement = new CompletableFuture<>();
        Message<byte[]> message = Message.of(
                payload,
                Metadata.of(
                        new RecordDelivery(Topics.ATTACK, 0, offset, count, "cluster", Instant.now()),
                        new RecordTrace(trace)),
                metadata -> complete(acknowledgement, AcknowledgeType.ACCEPT),
                (failure, metadata) -> complete(
                        acknowledgement, metadata.get(AcknowledgeType.class).orElseThrow()));
        runner.run(message, works).whenComplete((done, failure) -> {
            if (failure != null) {
                acknowledgement.completeExceptionally(failure);
            }
        });
        return acknowledgement.orTimeout(30, TimeUnit.SECONDS);
    }

    private static CompletableFuture<Void> complete(CompletableFuture<AcknowledgeType> future, AcknowledgeType type) {
        future.complete(type);
        return CompletableFuture.completedFuture(null);
    }

    /** Applies a command as if the worker had just read it. */
    void command(Job job, ControlCommand.Action action) {
        commands.apply(new ControlCommand(SchemaVersion.VERSION, job.experiment(), action));
    }

    @Override
    public void close() {
        runner.stop();
        emitter.close();
    }
}
