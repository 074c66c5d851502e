package io.redoubt.cli.client;

import io.redoubt.api.Topics;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.UnknownExperimentException;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The latest status of one experiment. */
final class LatestStatus {

    private final String experiment;
    private Optional<ExperimentStatus> status = Optional.empty();

    LatestStatus(String experiment) {
        this.experiment = experiment;
    }

    String experiment() {
        return experiment;
    }

    /** Returns the status; empty if none has been read, or the experiment was removed. */
    Optional<ExperimentStatus> status() {
        return status;
    }

    boolean hasEnded() {
        return status.filter(known -> known.state().ended()).isPresent();
    }

    /** Reads a record; those of other topics and experiments are ignored. Returns whether the status is new. */
    boolean accept(ConsumerRecord<String, byte[]> record) {
        boolean isNew = record.topic().equals(Topics.STATUS) && experiment.equals(record.key());
        if (isNew) {
            status = Messages.read(record, ExperimentStatus.class)
                    .filter(read -> read.experiment().equals(experiment));
        }
        return isNew;
    }

    /**
     * Reads the latest status. If there is none, waits for it, because the request may have been submitted just now.
     *
     * @throws UnknownExperimentException if none arrives in time
     */
    ExperimentStatus require(TopicReader reader, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        reader.readToEnd(Topics.STATUS, this::accept);
        while (status.isEmpty() && System.nanoTime() < deadline) {
            reader.poll(this::accept);
        }
        return status.orElseThrow(() -> new UnknownExperimentException(experiment));
    }
}
