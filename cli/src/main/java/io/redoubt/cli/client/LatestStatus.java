package io.redoubt.cli.client;

import io.redoubt.api.Topics;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.ExperimentStatus.JobStatus;
import io.redoubt.api.event.JobEvent;
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

    /** Whether an event is of a job of the experiment, which may run under another one. */
    boolean concerns(JobEvent event) {
        return experiment.equals(event.experiment()) || job(event).isPresent();
    }

    /** The name of the job of an event in this experiment. */
    String node(JobEvent event) {
        return experiment.equals(event.experiment())
                ? event.node()
                : job(event).map(JobStatus::node).orElse(event.node());
    }

    private Optional<JobStatus> job(JobEvent event) {
        return status.stream()
                .flatMap(known -> known.jobs().stream())
                .filter(job -> job.fingerprint().equals(event.fingerprint()))
                .findFirst();
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
