package io.redoubt.pipeline.retention;

import io.redoubt.api.Plural;
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
 * Removes objects that no remaining experiment refers to. Manifests are removed before the objects they validate, so
 * that an interrupted collection can be run again. Jobs that a worker is running are skipped.
 */
public final class StoreGarbageCollector {

    private final ObjectStore store;
    private final Supplier<ReachableObjects> reachable;
    private final ReachableObjects forgotten;
    private final Instant cutoff;
    private final Instant now;
    private final LiveClaims claims;
    private final Results results;

    /**
     * @param reachable reads the references of all experiments published up to the time of the call
     * @param forgotten references of the experiments that were just forgotten; removed regardless of age unless still
     *     reachable
     * @param cutoff objects last modified before this time can be removed
     * @param now start of the collection; objects written later are kept
     */
    public StoreGarbageCollector(
            ObjectStore store,
            Supplier<ReachableObjects> reachable,
            ReachableObjects forgotten,
            Instant cutoff,
            Instant now) {
        this.store = store;
        this.reachable = reachable;
        this.forgotten = forgotten;
        this.cutoff = cutoff;
        this.now = now;
        this.claims = new LiveClaims(store, now);
        this.results = new Results(store);
    }

    /**
     * Removes unreachable objects and returns what was removed.
     *
     * @param dryRun whether to report only
     */
    public List<GcResult> run(boolean dryRun) {
        return run(reachable.get(), store.objects(StoreKeys.EXPERIMENTS), store.objects(StoreKeys.JOBS), dryRun);
    }

    /**
     * Removes the unreachable objects of the forgotten experiments only, without a look at any other object.
     *
     * @param dryRun whether to report only
     */
    public List<GcResult> runForgotten(boolean dryRun) {
        ReachableObjects before = reachable.get();
        return run(
                before,
                forgotten.experiments().stream()
                        .flatMap(id -> store.objects(StoreKeys.experiment(id)).stream())
                        .toList(),
                forgotten.jobs().stream()
                        .filter(fingerprint -> !before.jobs().contains(fingerprint))
                        .flatMap(fingerprint -> store.objects(StoreKeys.job(fingerprint)).stream())
                        .toList(),
                dryRun);
    }

    private List<GcResult> run(
            ReachableObjects before, List<ListedObject> experiments, List<ListedObject> objects, boolean dryRun) {
        List<ListedObject> files = files(before, experiments);
        List<StoredJob> unused = new ArrayList<>();
        List<ListedObject> checkpoints = new ArrayList<>();
        List<ListedObject> orphans = new ArrayList<>();
        for (StoredJob job : jobs(objects)) {
            if (claims.isLive(job.fingerprint())) {
                continue;
            }
            if (!before.jobs().contains(job.fingerprint()) && isCollectable(job)) {
                unused.add(job);
                continue;
            }
            orphans.addAll(job.orphans(cutoff));
            if (!job.checkpoints().isEmpty()
                    && results.intact(job.fingerprint()).isPresent()) {
                checkpoints.addAll(job.checkpoints().stream()
                        .filter(object -> !orphans.contains(object))
                        .toList());
            }
        }
        if (!dryRun) {
            Map<StoredJob, Map<String, byte[]>> manifests = new LinkedHashMap<>();
            unused.forEach(job -> manifests.put(job, removeManifests(job)));
            ReachableObjects reachableNow = reachable.get();
            files = files(reachableNow, files); // a request that was submitted again may have a new report
            files.forEach(this::delete);
            unused = removeOrRestore(manifests, reachableNow);
            checkpoints.forEach(this::delete);
            orphans.forEach(this::delete);
        }
        return List.of(
                GcResult.of("files of experiments", files),
                GcResult.of(
                        "objects of " + Plural.of(unused.size(), "job"),
                        unused.stream().flatMap(job -> job.objects().stream()).toList()),
                GcResult.of("checkpoints of finished jobs", checkpoints),
                GcResult.of("parts without a manifest", orphans));
    }

    private List<ListedObject> files(ReachableObjects remaining, List<ListedObject> experiments) {
        return experiments.stream()
                .filter(file -> StoreKeys.experimentOf(file.key())
                        .filter(id -> !remaining.experiments().contains(id))
                        .filter(id -> forgotten.experiments().contains(id)
                                || file.modified().isBefore(cutoff))
                        .isPresent())
                .toList();
    }

    private static List<StoredJob> jobs(List<ListedObject> objects) {
        Map<String, List<ListedObject>> byJob = new LinkedHashMap<>();
        objects.forEach(object -> StoreKeys.jobOf(object.key())
                .ifPresent(fingerprint -> byJob.computeIfAbsent(fingerprint, each -> new ArrayList<>())
                        .add(object)));
        return byJob.entrySet().stream()
                .map(job -> new StoredJob(job.getKey(), job.getValue()))
                .toList();
    }

    private boolean isCollectable(StoredJob job) {
        return job.lastModified().isBefore(now)
                && (forgotten.jobs().contains(job.fingerprint())
                        || job.lastModified().isBefore(cutoff));
    }

    /**
     * Removes jobs without manifests and returns those that were removed. If an experiment published since the first
     * scan refers to a job, a worker may already have announced its result, so the manifests are restored.
     */
    private List<StoredJob> removeOrRestore(
            Map<StoredJob, Map<String, byte[]>> removedManifests, ReachableObjects reachableNow) {
        List<StoredJob> removed = new ArrayList<>();
        removedManifests.forEach((job, manifests) -> {
            if (reachableNow.jobs().contains(job.fingerprint())) {
                manifests.forEach(store::putIfAbsent);
            } else {
                removeParts(job);
                removed.add(job);
            }
        });
        return removed;
    }

    /** Removes the claim and the manifests. Without the claim, a worker that was suspended cannot commit. */
    private Map<String, byte[]> removeManifests(StoredJob job) {
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
                return; // a worker has claimed the job in the meantime and owns the rest
            }
            delete(part);
        }
    }

    private void delete(ListedObject object) {
        store.delete(object.key());
    }
}
