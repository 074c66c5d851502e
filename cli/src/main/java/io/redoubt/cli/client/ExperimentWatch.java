package io.redoubt.cli.client;

import io.redoubt.api.Topics;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.JobEvent;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Follows the status and the events of one experiment. */
final class ExperimentWatch {

    private final String experiment;
    private final Consumer<JobEvent> each;
    private Optional<ExperimentStatus> latest = Optional.empty();

    /** @param each called with each event of the experiment */
    ExperimentWatch(String experiment, Consumer<JobEvent> each) {
        this.experiment = experiment;
        this.each = each;
    }

    /** Returns the latest status; empty if none has been read, or the experiment was removed. */
    Optional<ExperimentStatus> latest() {
        return latest;
    }

    /** Reads until the experiment ends or {@code stop} returns true. */
    Optional<ExperimentStatus> until(TopicReader reader, BooleanSupplier stop) {
        while (!stop.getAsBoolean()
                && latest.filter(status -> status.state().ended()).isEmpty()) {
            reader.poll(this::accept);
        }
        return latest;
    }

    void accept(ConsumerRecord<String, byte[]> message) {
        if (message.topic().equals(Topics.EVENTS)) {
            Messages.read(message, JobEvent.class)
                    .filter(event -> experiment.equals(event.experiment()))
                    .ifPresent(each);
        } else if (experiment.equals(message.key())) {
            latest = Messages.read(message, ExperimentStatus.class);
        }
    }
}
