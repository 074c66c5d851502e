package io.redoubt.experiment.track;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state changes and messages that follow from one input. They must be executed atomically.
 *
 * @param experiments experiments that changed
 * @param forgotten ids of the experiments to delete
 * @param jobs jobs that changed, by fingerprint; empty for a job to delete
 * @param messages messages to publish, in order
 */
public record Decision(
        List<Experiment> experiments,
        List<String> forgotten,
        Map<String, Optional<InFlightJob>> jobs,
        List<OutgoingMessage> messages) {

    /** No changes and no messages. */
    static final Decision NONE = new Decision(List.of(), List.of(), Map.of(), List.of());

    public Decision {
        experiments = List.copyOf(experiments);
        forgotten = List.copyOf(forgotten);
        jobs = Map.copyOf(jobs);
        messages = List.copyOf(messages);
    }

    /** Whether workers wait for these messages. */
    public boolean queuesJobs() {
        return messages.stream().anyMatch(OutgoingMessage::isJob);
    }

    static Decision publish(OutgoingMessage message) {
        return new Decision(List.of(), List.of(), Map.of(), List.of(message));
    }
}
