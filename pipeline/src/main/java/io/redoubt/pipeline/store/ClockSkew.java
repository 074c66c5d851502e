package io.redoubt.pipeline.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Compares the clock of the store with that of this machine. Both decide which claims and objects are old. */
public final class ClockSkew {

    private ClockSkew() {}

    /**
     * Writes a claim of no job, and deletes it.
     *
     * @param clock the clock of this machine
     * @return how far the store's clock is ahead; zero if it may be the same, because the time of the write is known only
     *     from the times before and after the request, and stores round it down to a second
     * @throws StoreException if the store refuses a request
     */
    public static Duration measure(ObjectStore store, InstantSource clock) {
        String key = StoreKeys.claim(ConditionalWrites.newFingerprint());
        Instant before = clock.instant();
        store.put(key, "\"clock\"".getBytes(UTF_8));
        try {
            Instant after = clock.instant();
            Instant modified = store.objects(key).stream()
                    .findFirst()
                    .map(ListedObject::modified)
                    .orElseThrow(() -> new StoreException(key + " is not listed although it was written; use a store"
                            + " with consistent listings, such as MinIO or Amazon S3"));
            if (modified.isAfter(after)) {
                return Duration.between(after, modified);
            }
            Instant earliest = before.minusSeconds(1);
            return modified.isBefore(earliest) ? Duration.between(earliest, modified) : Duration.ZERO;
        } finally {
            store.delete(key);
        }
    }
}
