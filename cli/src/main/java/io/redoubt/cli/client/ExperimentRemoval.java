package io.redoubt.cli.client;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.event.ControlCommand;
import io.redoubt.api.event.ExperimentStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Lets the tracker forget experiments. */
public final class ExperimentRemoval {

    private static final long PATIENCE_SECONDS = 120;

    private final ExperimentClient client;

    public ExperimentRemoval(ExperimentClient client) {
        this.client = client;
    }

    /**
     * The experiments that may be forgotten: those that have ended, and are named or were last changed before {@code limit}.
     *
     * @throws InvalidFieldException if one is named that has not ended
     */
    public List<ExperimentStatus> choose(Set<String> named, Instant limit) {
        List<ExperimentStatus> all = client.statuses();
        all.stream()
                .filter(status -> named.contains(status.experiment()))
                .filter(status -> !status.state().ended())
                .findFirst()
                .ifPresent(running -> {
                    throw new InvalidFieldException(
                            "--experiment",
                            running.experiment() + " has not ended; wait for it, or `redoubt cancel` it first");
                });
        return all.stream()
                .filter(status -> status.state().ended())
                .filter(status ->
                        named.contains(status.experiment()) || status.updated().isBefore(limit))
                .toList();
    }

    /**
     * Returns once the tracker has forgotten them; one whose request was published again in the meantime is left alone.
     *
     * @throws IllegalStateException if it does not answer
     */
    public void forget(Collection<ExperimentStatus> chosen) {
        Set<String> ids = chosen.stream().map(ExperimentStatus::experiment).collect(Collectors.toSet());
        ids.forEach(id -> client.control(id, ControlCommand.Action.FORGET));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!ids.isEmpty() && remembered(ids)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "experiment-service did not forget " + ids.size() + " experiments within " + PATIENCE_SECONDS
                                + " s; see that it runs and is ready, then run this again");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    private boolean remembered(Set<String> ids) {
        return client.statuses().stream()
                .anyMatch(status ->
                        ids.contains(status.experiment()) && status.state().ended());
    }
}
