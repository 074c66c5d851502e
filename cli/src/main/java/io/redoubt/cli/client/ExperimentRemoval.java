package io.redoubt.cli.client;

import io.redoubt.api.Plural;
import io.redoubt.api.event.ControlCommand;
import io.redoubt.api.event.ExperimentStatus;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Removes experiments from the tracker. */
public final class ExperimentRemoval {

    private static final long TIMEOUT_SECONDS = 120;

    private final ExperimentClient client;

    public ExperimentRemoval(ExperimentClient client) {
        this.client = client;
    }

    /**
     * Removes the experiments and waits until the tracker has done so. An experiment that was submitted again in the
     * meantime is kept.
     *
     * @throws IllegalStateException if the tracker does not respond in time
     */
    public void forget(Collection<ExperimentStatus> chosen) {
        Set<String> ids = chosen.stream().map(ExperimentStatus::experiment).collect(Collectors.toSet());
        ids.forEach(id -> client.publish(id, ControlCommand.Action.FORGET));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (!ids.isEmpty() && anyRemain(ids)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("experiment-service did not forget "
                        + Plural.of(ids.size(), "experiment") + " within " + TIMEOUT_SECONDS
                        + " s; check that it is running and ready, then run the command again");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    private boolean anyRemain(Set<String> ids) {
        return client.statuses().stream()
                .anyMatch(status ->
                        ids.contains(status.experiment()) && status.state().ended());
    }
}
