package io.redoubt.experiment.track;

import io.redoubt.api.Require;
import io.redoubt.api.event.JobState;
import java.util.ArrayList;
import java.util.List;

/**
 * A job that is queued or running, and the experiments that wait for it. The entry is deleted when the job ends.
 *
 * @param state queued or running
 * @param announced whether the tracker has read the {@code queued} event back from {@code redoubt.events}. Earlier
 *     events of the job on that topic belong to an earlier delivery, and their failures must be ignored.
 * @param experiments ids of the waiting experiments, starting with the one that queued the job
 */
public record InFlightJob(JobState state, boolean announced, List<String> experiments) {

    public InFlightJob {
        Require.present("state", state);
        experiments = List.copyOf(experiments);
    }

    static InFlightJob queuedFor(String experiment) {
        return new InFlightJob(JobState.QUEUED, false, List.of(experiment));
    }

    InFlightJob withExperiment(String experiment) {
        if (experiments.contains(experiment)) {
            return this;
        }
        List<String> all = new ArrayList<>(experiments);
        all.add(experiment);
        return new InFlightJob(state, announced, all);
    }

    InFlightJob withoutExperiment(String experiment) {
        return new InFlightJob(
                state,
                announced,
                experiments.stream().filter(id -> !id.equals(experiment)).toList());
    }

    InFlightJob asAnnounced() {
        return new InFlightJob(state, true, experiments);
    }

    InFlightJob asRunning() {
        return new InFlightJob(JobState.RUNNING, announced, experiments);
    }
}
