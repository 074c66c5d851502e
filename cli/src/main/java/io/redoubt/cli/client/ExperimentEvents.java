package io.redoubt.cli.client;

import io.redoubt.api.Topics;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.JobEvent;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the events of the jobs of one experiment, also of those that run under another experiment. */
final class ExperimentEvents {

    private final LatestStatus latest;
    private final EventQuery query;
    private final BiConsumer<String, JobEvent> each;

    /**
     * @param latest its status has been read
     * @param each called with the name of the job in this experiment, and the event
     */
    ExperimentEvents(LatestStatus latest, EventQuery query, BiConsumer<String, JobEvent> each) {
        this.latest = latest;
        this.query = query;
        this.each = each;
    }

    /** Passes the selected events on. A query that follows returns when the experiment has ended. */
    ExperimentStatus read(TopicReader reader) {
        latest.status().ifPresent(query::requireJob);
        reader.readToEnd(Topics.EVENTS, query.since(), this::accept);
        if (query.follow()) {
            while (!latest.hasEnded()) {
                reader.poll(this::accept);
            }
            reader.readOn(Topics.EVENTS, this::accept);
        }
        return latest.status().orElseThrow();
    }

    private void accept(ConsumerRecord<String, byte[]> record) {
        if (record.topic().equals(Topics.EVENTS)) {
            Messages.read(record, JobEvent.class)
                    .filter(latest::concerns)
                    .filter(event -> !event.time().isBefore(query.since()))
                    .ifPresent(this::pass);
        } else {
            latest.accept(record);
        }
    }

    private void pass(JobEvent event) {
        String node = latest.node(event);
        if (query.selects(node)) {
            each.accept(node, event);
        }
    }
}
