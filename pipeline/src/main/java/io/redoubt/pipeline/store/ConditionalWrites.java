package io.redoubt.pipeline.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.UUID;

/**
 * Checks that a store compares and writes atomically ({@code If-None-Match}, {@code If-Match}). Claims depend on it: with
 * a store that ignores the conditions, two workers could run the same job.
 */
public final class ConditionalWrites {

    private static final String WRONG_ETAG = "0".repeat(32);

    private ConditionalWrites() {}

    /**
     * Writes a claim of no job, and deletes it.
     *
     * @return why claims cannot be stored, and the remedy; empty if they can
     */
    public static Optional<String> problem(ObjectStore store) {
        try {
            return ignored(store, StoreKeys.claim(newFingerprint()))
                    .map(condition -> "the store ignores " + condition
                            + ", but claims of jobs need atomic conditional writes; use a store that has them, such as MinIO"
                            + " or Amazon S3");
        } catch (StoreException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static Optional<String> ignored(ObjectStore store, String key) {
        store.putIfAbsent(key, content("first"));
        try {
            if (store.putIfAbsent(key, content("second"))) {
                return Optional.of("If-None-Match");
            }
            return store.replace(key, content("third"), WRONG_ETAG) ? Optional.of("If-Match") : Optional.empty();
        } finally {
            store.delete(key);
        }
    }

    private static byte[] content(String text) {
        return ('"' + text + '"').getBytes(UTF_8);
    }

    private static String newFingerprint() {
        return (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
    }
}
