package io.redoubt.pipeline.retention;

import io.redoubt.api.event.CommandConflictException;
import io.redoubt.api.event.ControlCommand.Action;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.UnknownExperimentException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Experiments that are removed together.
 *
 * @param named ids that a user chose; those without a status are left over from an interrupted removal
 * @param statuses statuses of all experiments to remove
 */
public record RemovedExperiments(Set<String> named, List<ExperimentStatus> statuses) {

    public RemovedExperiments {
        named = Set.copyOf(named);
        statuses = List.copyOf(statuses);
    }

    /**
     * Selects the experiments that have ended and are either named or were last updated before {@code cutoff}.
     *
     * @param all statuses of all experiments
     * @param leftover whether there are objects of an id without a status
     * @throws UnknownExperimentException if a named experiment does not exist
     * @throws CommandConflictException if a named experiment has not ended
     */
    public static RemovedExperiments select(
            Collection<ExperimentStatus> all, Set<String> named, Instant cutoff, Predicate<String> leftover) {
        Set<String> known = all.stream().map(ExperimentStatus::experiment).collect(Collectors.toSet());
        named.stream()
                .filter(id -> !known.contains(id) && !leftover.test(id))
                .findFirst()
                .ifPresent(id -> {
                    throw new UnknownExperimentException(id);
                });
        all.stream()
                .filter(status -> named.contains(status.experiment()))
                .forEach(status -> CommandConflictException.check(Action.FORGET, status));
        return new RemovedExperiments(
                named,
                all.stream()
                        .filter(status -> status.state().ended())
                        .filter(status -> named.contains(status.experiment())
                                || status.updated().isBefore(cutoff))
                        .toList());
    }

    /** Returns what they refer to. */
    public ReachableObjects references() {
        ReachableObjects of = ReachableObjects.referencedBy(statuses);
        Set<String> ids = new HashSet<>(named);
        ids.addAll(of.experiments());
        return new ReachableObjects(ids, of.jobs());
    }

    /**
     * Returns what the other experiments refer to at the time of each call.
     *
     * @param all reads the statuses of all current experiments
     * @param dryRun whether {@code all} still has the experiments to remove
     */
    public Supplier<ReachableObjects> remaining(Supplier<? extends Collection<ExperimentStatus>> all, boolean dryRun) {
        return () -> ReachableObjects.referencedBy(all.get().stream()
                .filter(status -> !dryRun || !statuses.contains(status))
                .toList());
    }
}
