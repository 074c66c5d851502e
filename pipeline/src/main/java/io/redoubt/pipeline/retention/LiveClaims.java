package io.redoubt.pipeline.retention;

import io.redoubt.api.Json;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.pipeline.artifact.Claim;
import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.pipeline.store.StoreKeys;
import java.time.Duration;
import java.time.Instant;

/** Checks whether a worker is running a job. */
final class LiveClaims {

    /** The longest lock duration that brokers allow. Workers renew their claims three times per lock duration. */
    private static final Duration CLAIM_TIMEOUT = Duration.ofHours(1);

    private final ObjectStore store;
    private final Instant now;

    LiveClaims(ObjectStore store, Instant now) {
        this.store = store;
        this.now = now;
    }

    /**
     * Whether the job's claim has not ended and was renewed within an hour of now, since clocks differ. An unreadable
     * claim counts as live.
     */
    boolean isLive(String fingerprint) {
        return store.get(StoreKeys.claim(fingerprint))
                .filter(object -> isLive(object.content()))
                .isPresent();
    }

    private boolean isLive(byte[] content) {
        try {
            Claim claim = Json.read(content, Claim.class);
            return !claim.ended()
                    && Duration.between(claim.renewed(), now).abs().compareTo(CLAIM_TIMEOUT) < 0;
        } catch (UnreadableMessageException e) {
            return true;
        }
    }
}
