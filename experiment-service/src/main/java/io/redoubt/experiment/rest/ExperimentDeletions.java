package io.redoubt.experiment.rest;

import io.redoubt.api.Json;
import io.redoubt.api.Topics;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.event.CommandConflictException;
import io.redoubt.api.event.ControlCommand.Action;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.UnknownExperimentException;
import io.redoubt.experiment.view.StatusView;
import io.redoubt.experiment.view.TopicReplay;
import io.redoubt.experiment.view.UnavailableException;
import io.redoubt.pipeline.retention.ReachableObjects;
import io.redoubt.pipeline.retention.RemovedExperiments;
import io.redoubt.pipeline.retention.StoreGarbageCollector;
import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.pipeline.store.StoreKeys;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Deletes experiments that have ended, and their data in the store that no other experiment needs: what {@code redoubt gc
 * --experiment} does, except that records on topics that are not compacted remain until {@code redoubt gc} removes them.
 */
@ApplicationScoped
public class ExperimentDeletions {

    private final StatusView view;
    private final CommandPublisher publisher;
    private final TopicReplay topics;
    private final ObjectStore store;
    private final Clock clock;

    ExperimentDeletions(
            StatusView view, CommandPublisher publisher, TopicReplay topics, ObjectStore store, Clock clock) {
        this.view = view;
        this.publisher = publisher;
        this.topics = topics;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Returns what {@link #delete} would remove. Blocks.
     *
     * @throws UnknownExperimentException if an experiment does not exist, and there are no objects of it either
     * @throws CommandConflictException if an experiment has not ended
     */
    public Deletion preview(Set<String> ids) {
        return collect(select(ids), view::all, true);
    }

    /**
     * Deletes experiments on subscription. Fails with {@link UnavailableException} if the tracker does not forget one in
     * time; the others are forgotten then, and the next deletion or {@code redoubt gc} removes their data.
     *
     * @throws UnknownExperimentException if an experiment does not exist, and there are no objects of it either
     * @throws CommandConflictException if an experiment has not ended
     */
    public Uni<Deletion> delete(Set<String> ids) {
        RemovedExperiments removed = select(ids);
        List<Uni<Void>> forgotten = removed.statuses().stream()
                .map(status -> view.forget(status.experiment(), publisher.command(Action.FORGET, status)))
                .toList();
        return (forgotten.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : Uni.join().all(forgotten).andCollectFailures().replaceWithVoid())
                .onFailure(CompositeException.class)
                .transform(failures -> failures.getCauses().get(0))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(done -> collect(removed, this::current, false));
    }

    private RemovedExperiments select(Set<String> ids) {
        return RemovedExperiments.select(view.all(), ids, Instant.MIN, id -> !store.list(StoreKeys.experiment(id))
                .isEmpty());
    }

    private Deletion collect(
            RemovedExperiments removed, Supplier<Collection<ExperimentStatus>> statuses, boolean dryRun) {
        Supplier<ReachableObjects> remaining = removed.remaining(statuses, dryRun);
        StoreGarbageCollector collector =
                new StoreGarbageCollector(store, remaining, removed.references(), Instant.MIN, clock.instant());
        return Deletion.of(removed.named(), dryRun, collector.runForgotten(dryRun));
    }

    /** Reads the topic to its end: the view may lag behind, and an experiment that it does not know yet may need a job. */
    private Collection<ExperimentStatus> current() {
        Map<String, ExperimentStatus> latest = new HashMap<>();
        topics.read(
                Topics.STATUS,
                0,
                record -> {
                    latest.remove(record.key());
                    try {
                        if (record.value() != null) {
                            latest.put(record.key(), Json.read(record.value(), ExperimentStatus.class));
                        }
                    } catch (UnreadableMessageException e) {
                        // StatusView has logged it.
                    }
                },
                () -> false);
        return latest.values();
    }
}
