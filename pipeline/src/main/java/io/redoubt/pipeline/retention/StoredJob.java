package io.redoubt.pipeline.retention;

import io.redoubt.pipeline.store.ListedObject;
import io.redoubt.pipeline.store.StoreKeys;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All stored objects of one job.
 *
 * @param fingerprint fingerprint of the job
 * @param objects objects of the job
 */
record StoredJob(String fingerprint, List<ListedObject> objects) {

    /** Time of the last write to any object. */
    Instant lastModified() {
        return objects.stream()
                .map(ListedObject::modified)
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
    }

    /** Objects of its checkpoints, manifests before states. */
    List<ListedObject> checkpoints() {
        return manifestsFirst(objects.stream()
                .filter(object -> object.key().startsWith(StoreKeys.checkpoints(fingerprint)))
                .toList());
    }

    /** Parts without a manifest beside them, last modified before {@code cutoff}. */
    List<ListedObject> orphans(Instant cutoff) {
        Set<String> valid = objects.stream()
                .map(ListedObject::key)
                .filter(StoredJob::isManifest)
                .map(StoredJob::folder)
                .collect(Collectors.toSet());
        return objects.stream()
                .filter(object -> !object.key().equals(StoreKeys.claim(fingerprint)))
                .filter(object -> !valid.contains(folder(object.key())))
                .filter(object -> object.modified().isBefore(cutoff))
                .toList();
    }

    /** Its manifests, without which no other object is valid. */
    List<ListedObject> manifests() {
        return objects.stream().filter(object -> isManifest(object.key())).toList();
    }

    /** All objects except the manifests and the claim. */
    List<ListedObject> parts() {
        return objects.stream()
                .filter(object -> !isManifest(object.key()))
                .filter(object -> !object.key().equals(StoreKeys.claim(fingerprint)))
                .toList();
    }

    private static List<ListedObject> manifestsFirst(List<ListedObject> objects) {
        return objects.stream()
                .sorted((a, b) -> Boolean.compare(isManifest(b.key()), isManifest(a.key())))
                .toList();
    }

    private static boolean isManifest(String key) {
        return key.endsWith("/" + StoreKeys.MANIFEST);
    }

    private static String folder(String key) {
        return key.substring(0, key.lastIndexOf('/'));
    }
}
