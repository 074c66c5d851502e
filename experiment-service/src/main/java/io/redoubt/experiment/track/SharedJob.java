package io.redoubt.experiment.track;

import io.redoubt.api.Require;
import io.redoubt.api.event.JobState;
import java.util.ArrayList;
import java.util.List;

/**
 * A job that is in a queue or with a worker, and the experiments that wait for it. It is gone once it has ended.
 *
 * @param state queued or running
 * @param announced whether the {@code queued} event has come back on {@code redoubt.events}. What that topic said about the
 *     job before it belongs to an earlier delivery, and its failure then says nothing about this one.
 * @param experiments ids of the experiments, the one it was queued for first
 */
public record SharedJob(JobState state, boolean announced, List<String> experiments) {

    public SharedJob {
        Require.present("state", state);
        experiments = List.copyOf(experiments);
    }

    static SharedJob queuedFor(String experiment) {
        return new SharedJob(JobState.QUEUED, false, List.of(experiment));
    }

    SharedJob joinedBy(String experiment) {
        if (experiments.contains(experiment)) {
            return this;
        }
        List<String> all = new ArrayList<>(experiments);
        all.add(experiment);
        return new SharedJob(state, announced, all);
    }

    SharedJob leftBy(String experiment) {
        return new SharedJob(
                state,
                announced,
                experiments.stream().filter(id -> !id.equals(experiment)).toList());
    }

    SharedJob seenInLog() {
        return new SharedJob(state, true, experiments);
    }

    SharedJob started() {
        return new SharedJob(JobState.RUNNING, announced, experiments);
    }
}
