package io.redoubt.experiment.track;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What follows from one input. Nothing has changed until the whole of it is carried out.
 *
 * @param experiments new state of the experiments that changed
 * @param forgotten ids of the experiments that are to be forgotten
 * @param jobs by fingerprint, new state of the jobs that changed; empty for a job that has ended
 * @param messages what is to be published, in this order
 */
public record Decision(
        List<Experiment> experiments,
        List<String> forgotten,
        Map<String, Optional<SharedJob>> jobs,
        List<OutgoingMessage> messages) {

    /** Nothing follows. */
    static final Decision NOTHING = new Decision(List.of(), List.of(), Map.of(), List.of());

    public Decision {
        experiments = List.copyOf(experiments);
        forgotten = List.copyOf(forgotten);
        jobs = Map.copyOf(jobs);
        messages = List.copyOf(messages);
    }

    static Decision say(OutgoingMessage message) {
        return new Decision(List.of(), List.of(), Map.of(), List.of(message));
    }
}
