package io.redoubt.pipeline.job;

import io.redoubt.api.Topics;
import io.redoubt.pipeline.Settings;
import io.redoubt.pipeline.Stack;
import io.redoubt.pipeline.dataset.DatasetCatalog;
import io.redoubt.pipeline.event.ControlListener;
import io.redoubt.pipeline.event.DeadLetters;
import io.redoubt.pipeline.event.EventPublisher;
import io.redoubt.pipeline.event.JobRequeue;
import io.redoubt.pipeline.event.KafkaRecordSender;
import io.redoubt.pipeline.kafka.KafkaConnection;
import io.redoubt.pipeline.queue.QueueConfig;
import io.redoubt.pipeline.queue.RecordDelivery;
import io.redoubt.pipeline.store.LocalCache;
import io.redoubt.pipeline.store.ObjectStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/** A worker process, but for the process: its own runner, claims and Kafka clients, over a shared store. */
final class TestWorker implements AutoCloseable {

    static final String ACCEPTED = "accepted";
    static final String RELEASED = "released";

    /** The lock of all tests: claims go stale after three. */
    static final QueueConfig CONFIG = Settings.of(
            QueueConfig.class,
            Map.of(
                    "redoubt.queue.lock", "1s",
                    "redoubt.queue.max-attempts", "3",
                    "redoubt.queue.rest", "10ms",
                    "redoubt.queue.longest-rest", "100ms",
                    "redoubt.queue.checkpoint-every", "1s",
                    "redoubt.queue.store-patience", "300ms"));

    final JobServices services;
    final JobRunner runner;
    private final KafkaRecordSender sender;
    private final ControlListener control;

    TestWorker(ObjectStore store, Path cache) {
        KafkaConnection kafka = Stack.kafka();
        sender = new KafkaRecordSender(kafka);
        control = new ControlListener(kafka);
        LocalCache local = new LocalCache(store, cache);
        services = new JobServices(
                store,
                local,
                new DatasetCatalog(store, local),
                new EventPublisher(sender),
                new DeadLetters(sender),
                new JobRequeue(sender),
                control,
                CONFIG,
                Clock.systemUTC());
        runner = new JobRunner(services);
    }

    /** Hands the worker a record as the queue would; ends as {@link #ACCEPTED} or {@link #RELEASED}. */
    CompletableFuture<String> deliver(byte[] payload, long offset, int count, JobWork<?>... works) {
        CompletableFuture<String> verdict = new CompletableFuture<>();
        Message<byte[]> message = Message.of(
                payload,
                Metadata.of(new RecordDelivery(Topics.ATTACK, 0, offset, count, "cluster")),
                () -> reach(verdict, ACCEPTED),
                failure -> reach(verdict, RELEASED));
        runner.run(message, works).whenComplete((done, failure) -> {
            if (failure != null) {
                verdict.completeExceptionally(failure);
            }
        });
        return verdict.orTimeout(30, TimeUnit.SECONDS);
    }

    private static CompletableFuture<Void> reach(CompletableFuture<String> verdict, String value) {
        verdict.complete(value);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        runner.stop();
        control.close();
        sender.close();
    }
}
