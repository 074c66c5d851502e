package io.redoubt.cli.client;

import io.redoubt.api.Topics;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.JobEvent;
import io.redoubt.pipeline.queue.QueueWorkers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Follows the status and the events of one experiment. */
final class ExperimentWatch {

    private static final Duration EXPLAIN_INTERVAL = Duration.ofSeconds(10);

    private final LatestStatus latest;
    private final ExperimentListener listener;
    private final QueueWorkers workers;

    ExperimentWatch(LatestStatus latest, ExperimentListener listener, QueueWorkers workers) {
        this.latest = latest;
        this.listener = listener;
        this.workers = workers;
    }

    /** Reads until the experiment ends or {@code stop} returns true, and returns its last status. */
    Optional<ExperimentStatus> until(TopicReader reader, BooleanSupplier stop) {
        latest.status().ifPresent(listener::status);
        long explained = System.nanoTime();
        while (!stop.getAsBoolean() && !latest.hasEnded()) {
            reader.poll(this::accept);
            if (!latest.hasEnded() && System.nanoTime() - explained >= EXPLAIN_INTERVAL.toNanos()) {
                explain();
                explained = System.nanoTime();
            }
        }
        return latest.status();
    }

    private void explain() {
        latest.status().map(workers::explain).ifPresentOrElse(listener::status, listener::unanswered);
    }

    private void accept(ConsumerRecord<String, byte[]> record) {
        if (record.topic().equals(Topics.EVENTS)) {
            Messages.read(record, JobEvent.class).filter(latest::concerns).ifPresent(listener::event);
        } else if (latest.accept(record)) {
            latest.status().ifPresent(listener::status);
        }
    }
}
