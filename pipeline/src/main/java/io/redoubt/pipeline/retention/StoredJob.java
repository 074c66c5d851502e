package io.redoubt.pipeline.retention;

import io.redoubt.pipeline.store.ListedObject;
import io.redoubt.pipeline.store.StoreKeys;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that the store has of one job.
 *
 * @param fingerprint the job
 * @param objects its objects
 */
record StoredJob(String fingerprint, List<ListedObject> objects) {

    /** When anything of it was last written. */
    Instant lastUse() {
        return objects.stream()
                .map(ListedObject::modified)
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
    }

    /** Its checkpoints, manifests before states. */
    List<ListedObject> checkpoints() {
        return manifestsFirst(objects.stream()
                .filter(object -> object.key().startsWith(StoreKeys.checkpoints(fingerprint)))
                .toList());
    }

    /** Parts without a manifest beside them, last written before {@code limit}. */
    List<ListedObject> orphans(Instant limit) {
        Set<String> valid = objects.stream()
                .map(ListedObject::key)
                .filter(StoredJob::isManifest)
                .map(StoredJob::folder)
                .collect(Collectors.toSet());
        return objects.stream()
                .filter(object -> !object.key().equals(StoreKeys.claim(fingerprint)))
                .filter(object -> !valid.contains(folder(object.key())))
                .filter(object -> object.modified().isBefore(limit))
                .toList();
    }

    /** Its manifests: without them, nothing of it is valid. */
    List<ListedObject> manifests() {
        return objects.stream().filter(object -> isManifest(object.key())).toList();
    }

    /** All but its manifests and its claim. */
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
