package io.redoubt.pipeline.retention;

import io.redoubt.api.Json;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.pipeline.artifact.Claim;
import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.pipeline.store.StoreKeys;
import java.time.Duration;
import java.time.Instant;

/** Tells whether somebody works on a job. */
final class LiveClaims {

    /** Longer than any lock time: workers renew their claims three times in one, and brokers allow an hour at most. */
    private static final Duration SILENCE = Duration.ofHours(1);

    private final ObjectStore store;
    private final Instant now;

    LiveClaims(ObjectStore store, Instant now) {
        this.store = store;
        this.now = now;
    }

    /** Whether the job's claim has not ended and was renewed within the hour; one that cannot be read counts as live. */
    boolean live(String fingerprint) {
        return store.get(StoreKeys.claim(fingerprint))
                .filter(object -> live(object.content()))
                .isPresent();
    }

    private boolean live(byte[] content) {
        try {
            Claim claim = Json.read(content, Claim.class);
            return !claim.ended() && claim.renewed().plus(SILENCE).isAfter(now);
        } catch (UnreadableMessageException e) {
            return true;
        }
    }
}
