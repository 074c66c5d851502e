package io.redoubt.pipeline.artifact;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;
import io.redoubt.api.SchemaVersion;
import java.time.Duration;
import java.time.Instant;

/**
 * Says who works on a job; {@code claim.json} in the store.
 *
 * @param schema version of this form
 * @param fingerprint the job
 * @param owner the worker, unique to its process
 * @param fence grows by one with each take-over; only the holder of the highest may commit
 * @param delivery the queue record under which it works
 * @param attempt how often the job was begun under that record since it last came forward; 0 once it has
 * @param renewed when the owner last said that it works
 * @param ended whether the owner has stopped working on it
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

    /** A claim that was not renewed for so many lock times is given up. */
    static final int LOCKS_UNTIL_STALE = 3;

    public Claim {
        SchemaVersion.requireReadable(schema);
        Ids.requireSha256("fingerprint", fingerprint);
        Require.present("owner", owner);
        Require.present("delivery", delivery);
        Require.present("renewed", renewed);
        if (fence < 1) {
            throw new InvalidFieldException("fence", fence + " is out of range; it begins at 1");
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
     * Whether a worker that was given the record {@code delivered} may take the job over: the same record comes again only
     * when the broker holds its former worker for dead; another record may not disturb a worker that gives signs of life.
     */
    boolean mayBeTakenBy(String delivered, Instant now, Duration lock) {
        return ended
                || delivery.equals(delivered)
                || renewed.plus(lock.multipliedBy(LOCKS_UNTIL_STALE)).isBefore(now);
    }

    Claim takenOver(String newOwner, String newDelivery, Instant now) {
        int begun = delivery.equals(newDelivery) ? attempt + 1 : 1;
        return new Claim(SchemaVersion.VERSION, fingerprint, newOwner, fence + 1, newDelivery, begun, now, false);
    }

    /**
     * Whether it was made by this worker under this record and never ended: its write was answered too late or not at all, so
     * the job was not begun under it. A worker does one job at a time, and one that dies never asks again.
     */
    boolean isUnusedBy(String worker, String delivered) {
        return owner.equals(worker) && delivery.equals(delivered) && !ended;
    }

    /** The same claim with an attempt that does not count. */
    Claim forgiven() {
        return new Claim(SchemaVersion.VERSION, fingerprint, owner, fence, delivery, 0, renewed, ended);
    }

    Claim renewedAt(Instant now) {
        return new Claim(SchemaVersion.VERSION, fingerprint, owner, fence, delivery, attempt, now, ended);
    }

    Claim endedAt(Instant now) {
        return new Claim(SchemaVersion.VERSION, fingerprint, owner, fence, delivery, attempt, now, true);
    }

    boolean isThatOf(Claim other) {
        return fence == other.fence && owner.equals(other.owner);
    }
}
