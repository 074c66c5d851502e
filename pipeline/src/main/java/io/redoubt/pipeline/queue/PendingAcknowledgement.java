package io.redoubt.pipeline.queue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.AcknowledgeType;

/** Hands the acknowledgement of one record from any thread to the poller. The first acknowledgement counts. */
final class PendingAcknowledgement {

    private final BlockingQueue<AcknowledgeType> first = new ArrayBlockingQueue<>(1);
    private final CompletableFuture<Void> committed = new CompletableFuture<>();

    /** Acknowledges the record. The stage completes when the broker has answered, or the acquisition lock is lost. */
    CompletionStage<Void> acknowledge(AcknowledgeType type) {
        if (!committed.isDone()) {
            first.offer(type);
        }
        return committed.minimalCompletionStage();
    }

    /** Waits for the acknowledgement. Called by the poller, whose thread is never interrupted. */
    Optional<AcknowledgeType> await(Duration timeout) {
        try {
            return Optional.ofNullable(first.poll(timeout.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException("the poller was interrupted", e);
        }
    }

    /** Completes the stages of {@link #acknowledge}. */
    void complete() {
        committed.complete(null);
    }
}
