package io.redoubt.pipeline.artifact;

import io.redoubt.api.Json;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.pipeline.store.StoreKeys;
import io.redoubt.pipeline.store.StoredObject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Claims jobs in the store, so that only one of several workers with the same job can commit. */
public final class Claims {

    private static final Logger LOG = Logger.getLogger(Claims.class);

    private final ObjectStore store;
    private final Clock clock;
    private final Duration lock;
    private final String owner;

    /**
     * @param lock lock duration of queue records; a claim that is not renewed for three of them is stale
     * @param owner id of this worker, unique to its process
     */
    public Claims(ObjectStore store, Clock clock, Duration lock, String owner) {
        this.store = store;
        this.clock = clock;
        this.lock = lock;
        this.owner = owner;
    }

    /**
     * Takes a job, or takes it over from another worker.
     *
     * @param delivery queue record that delivered the job; the same for all its deliveries
     * @return the claim, or empty if another worker runs the job for another record, which makes this delivery a
     *     duplicate
     */
    public Optional<HeldClaim> take(String fingerprint, String delivery) {
        String key = StoreKeys.claim(fingerprint);
        while (true) {
            Claim first = Claim.first(fingerprint, owner, delivery, clock.instant());
            if (store.putIfAbsent(key, Json.canonical(first))) {
                return Optional.of(new HeldClaim(this, first));
            }
            Optional<StoredObject> stored = store.get(key);
            if (stored.isPresent()) {
                Optional<Claim> present = read(fingerprint, stored.get());
                if (present.filter(claim -> claim.isUnusedBy(owner, delivery)).isPresent()) {
                    return Optional.of(new HeldClaim(this, present.get()));
                }
                if (present.isPresent() && !present.get().canBeTakenBy(delivery, clock.instant(), lock)) {
                    return Optional.empty();
                }
                // A corrupt claim can be replaced: its holder fails the next check.
                Claim mine = present.map(other -> other.takenOver(owner, delivery, clock.instant()))
                        .orElseGet(() -> Claim.first(fingerprint, owner, delivery, clock.instant()));
                if (store.replace(key, Json.canonical(mine), stored.get().etag())) {
                    return Optional.of(new HeldClaim(this, mine));
                }
            }
        }
    }

    /** @throws FencedException if {@code mine} no longer holds the job */
    void requireHeld(Claim mine) {
        requireHeld(mine, store.get(StoreKeys.claim(mine.fingerprint())));
    }

    private static void requireHeld(Claim mine, Optional<StoredObject> stored) {
        Optional<Claim> present = stored.flatMap(object -> read(mine.fingerprint(), object));
        if (present.filter(claim -> claim.hasSameHolderAs(mine)).isEmpty()) {
            throw new FencedException(mine);
        }
    }

    /** @throws FencedException if {@code mine} no longer holds the job */
    void renew(Claim mine) {
        update(mine, mine.renewedAt(clock.instant()));
    }

    /** @throws FencedException if {@code mine} no longer holds the job */
    void end(Claim mine) {
        update(mine, mine.endedAt(clock.instant()));
    }

    private void update(Claim mine, Claim next) {
        String key = StoreKeys.claim(mine.fingerprint());
        Optional<StoredObject> stored;
        // A write whose response was lost has changed the ETag: read the claim again to find its owner.
        do {
            stored = store.get(key);
            requireHeld(mine, stored);
        } while (!store.replace(key, Json.canonical(next), stored.get().etag()));
    }

    private static Optional<Claim> read(String fingerprint, StoredObject object) {
        try {
            Claim claim = Json.read(object.content(), Claim.class);
            if (claim.fingerprint().equals(fingerprint)) {
                return Optional.of(claim);
            }
            LOG.warnf("job=%s claim is ignored: it belongs to another job, %s", fingerprint, claim.fingerprint());
        } catch (UnreadableMessageException e) {
            LOG.warnf("job=%s claim is corrupt and is ignored: %s", fingerprint, e.getMessage());
        }
        return Optional.empty();
    }
}
