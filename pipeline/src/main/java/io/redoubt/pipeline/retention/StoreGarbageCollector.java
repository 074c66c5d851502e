package io.redoubt.pipeline.retention;

import io.redoubt.pipeline.artifact.Results;
import io.redoubt.pipeline.store.ListedObject;
import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.pipeline.store.StoreKeys;
import io.redoubt.pipeline.store.StoredObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Removes from the store what no remaining experiment needs. Manifests go before what they make valid, so it may be
 * interrupted anywhere and run again. A job that somebody works on is left alone.
 */
public final class StoreGarbageCollector {

    private final ObjectStore store;
    private final Supplier<ReachableObjects> needed;
    private final ReachableObjects released;
    private final Instant limit;
    private final Instant now;
    private final LiveClaims claims;
    private final Results results;

    /**
     * @param needed reads anew what is needed, as far as has been published by the time of the call
     * @param released what the experiments that were just forgotten referred to: it goes whatever its age, unless needed
     * @param limit what was last written before it may go
     * @param now when the sweep began; what is written later stays
     */
    public StoreGarbageCollector(
            ObjectStore store,
            Supplier<ReachableObjects> needed,
            ReachableObjects released,
            Instant limit,
            Instant now) {
        this.store = store;
        this.needed = needed;
        this.released = released;
        this.limit = limit;
        this.now = now;
        this.claims = new LiveClaims(store, now);
        this.results = new Results(store);
    }

    /**
     * Removes and tells what.
     *
     * @param dryRun whether to tell only
     */
    public List<GcResult> run(boolean dryRun) {
        ReachableObjects before = needed.get();
        List<ListedObject> files = files(before);
        List<StoredJob> unused = new ArrayList<>();
        List<ListedObject> checkpoints = new ArrayList<>();
        List<ListedObject> orphans = new ArrayList<>();
        for (StoredJob job : jobs()) {
            if (claims.live(job.fingerprint())) {
                continue;
            }
            if (!before.jobs().contains(job.fingerprint()) && mayGo(job)) {
                unused.add(job);
                continue;
            }
            orphans.addAll(job.orphans(limit));
            if (!job.checkpoints().isEmpty()
                    && results.intact(job.fingerprint()).isPresent()) {
                checkpoints.addAll(job.checkpoints().stream()
                        .filter(object -> !orphans.contains(object))
                        .toList());
            }
        }
        if (!dryRun) {
            files.forEach(this::delete);
            unused = remove(unused);
            checkpoints.forEach(this::delete);
            orphans.forEach(this::delete);
        }
        return List.of(
                GcResult.of("files of experiments", files),
                GcResult.of(
                        "objects of " + unused.size() + " jobs",
                        unused.stream().flatMap(job -> job.objects().stream()).toList()),
                GcResult.of("checkpoints of finished jobs", checkpoints),
                GcResult.of("parts without a manifest", orphans));
    }

    private List<ListedObject> files(ReachableObjects remaining) {
        return store.objects(StoreKeys.EXPERIMENTS).stream()
                .filter(file -> StoreKeys.experimentOf(file.key())
                        .filter(id -> !remaining.experiments().contains(id))
                        .filter(id -> released.experiments().contains(id)
                                || file.modified().isBefore(limit))
                        .isPresent())
                .toList();
    }

    private List<StoredJob> jobs() {
        Map<String, List<ListedObject>> byJob = new LinkedHashMap<>();
        store.objects(StoreKeys.JOBS).forEach(object -> StoreKeys.jobOf(object.key())
                .ifPresent(fingerprint -> byJob.computeIfAbsent(fingerprint, each -> new ArrayList<>())
                        .add(object)));
        return byJob.entrySet().stream()
                .map(job -> new StoredJob(job.getKey(), job.getValue()))
                .toList();
    }

    private boolean mayGo(StoredJob job) {
        return job.lastUse().isBefore(now)
                && (released.jobs().contains(job.fingerprint()) || job.lastUse().isBefore(limit));
    }

    /**
     * Removes jobs; returns those that are gone. A worker that saw a result just before its manifest went was given the job
     * by an experiment whose status was published before: it is found now, and gets its manifests back.
     */
    private List<StoredJob> remove(List<StoredJob> jobs) {
        Map<StoredJob, Map<String, byte[]>> hidden = new LinkedHashMap<>();
        jobs.forEach(job -> hidden.put(job, hide(job)));
        ReachableObjects since = needed.get();
        List<StoredJob> gone = new ArrayList<>();
        hidden.forEach((job, manifests) -> {
            if (since.jobs().contains(job.fingerprint())) {
                manifests.forEach(store::putIfAbsent);
            } else {
                removeParts(job);
                gone.add(job);
            }
        });
        return gone;
    }

    /** Removes claim and manifests. Without its claim, a worker that was frozen cannot commit. */
    private Map<String, byte[]> hide(StoredJob job) {
        Map<String, byte[]> manifests = new LinkedHashMap<>();
        store.delete(StoreKeys.claim(job.fingerprint()));
        for (ListedObject manifest : job.manifests()) {
            Optional<StoredObject> content = store.get(manifest.key());
            content.ifPresent(object -> manifests.put(manifest.key(), object.content()));
            store.delete(manifest.key());
        }
        return manifests;
    }

    private void removeParts(StoredJob job) {
        for (ListedObject part : job.parts()) {
            if (store.head(StoreKeys.claim(job.fingerprint())).isPresent()) {
                return; // asked for again in the meantime: what is left belongs to the worker
            }
            delete(part);
        }
    }

    private void delete(ListedObject object) {
        store.delete(object.key());
    }
}
