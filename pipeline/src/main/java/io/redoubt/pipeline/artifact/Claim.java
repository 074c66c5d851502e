package io.redoubt.pipeline.artifact;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;
import io.redoubt.api.SchemaVersion;
import java.time.Duration;
import java.time.Instant;

/**
 * Records which worker runs a job; {@code claim.json} in the store.
 *
 * @param schema schema version
 * @param fingerprint fingerprint of the job
 * @param owner id of the worker, unique to its process
 * @param fence fencing number, incremented at each take-over; only the holder of the highest number can commit
 * @param delivery queue record that delivered the job
 * @param attempt attempts under that record since the job last made progress; 0 after progress
 * @param renewed time of the owner's last renewal
 * @param ended whether the owner has stopped working on the job
 */
public record Claim(
        int schema,
        String fingerprint,
        String owner,
        long fence,
        String delivery,
        int attempt,
        Instant renewed,
        boolean ended) {

    /** Number of lock durations without a renewal after which a claim is stale. */
    static final int LOCKS_UNTIL_STALE = 3;

    public Claim {
        SchemaVersion.requireReadable(schema);
        Ids.requireSha256("fingerprint", fingerprint);
        Require.present("owner", owner);
        Require.present("delivery", delivery);
        Require.present("renewed", renewed);
        if (fence < 1) {
            throw new InvalidFieldException("fence", fence + " is out of range; use 1 or more");
        }
        if (attempt < 0) {
            throw new InvalidFieldException("attempt", attempt + " is out of range; use 0 or more");
        }
    }

    /** The first claim of a job. */
    static Claim first(String fingerprint, String owner, String delivery, Instant now) {
        return new Claim(SchemaVersion.VERSION, fingerprint, owner, 1, delivery, 1, now, false);
    }

    /**
     * Whether a worker that received the record {@code delivered} can take over the job. The broker redelivers a record
     * only after the lock of its previous worker has expired. A different record cannot take over a claim that is being
     * renewed. A claim from the future, beyond what clocks may differ by, does not count as renewed.
     */
    boolean canBeTakenBy(String delivered, Instant now, Duration lock) {
        Duration untilStale = lock.multipliedBy(LOCKS_UNTIL_STALE);
        return ended
                || delivery.equals(delivered)
                || Duration.between(renewed, now).abs().compareTo(untilStale) > 0;
    }

    Claim takenOver(String newOwner, String newDelivery, Instant now) {
        int newAttempt = delivery.equals(newDelivery) ? attempt + 1 : 1;
        return new Claim(SchemaVersion.VERSION, fingerprint, newOwner, fence + 1, newDelivery, newAttempt, now, false);
    }

    /**
     * Whether this worker wrote the claim for this record and has not started the job under it: the response to the
     * write was late or lost. A worker runs one job at a time, and a worker that has died does not ask again.
     */
    boolean isUnusedBy(String worker, String delivered) {
        return owner.equals(worker) && delivery.equals(delivered) && !ended;
    }

    /** The same claim with the attempt count reset to 0. */
    Claim withAttemptsReset() {
        return new Claim(SchemaVersion.VERSION, fingerprint, owner, fence, delivery, 0, renewed, ended);
    }

    Claim renewedAt(Instant now) {
        return new Claim(SchemaVersion.VERSION, fingerprint, owner, fence, delivery, attempt, now, ended);
    }

    Claim endedAt(Instant now) {
        return new Claim(SchemaVersion.VERSION, fingerprint, owner, fence, delivery, attempt, now, true);
    }

    boolean hasSameHolderAs(Claim other) {
        return fence == other.fence && owner.equals(other.owner);
    }
}
