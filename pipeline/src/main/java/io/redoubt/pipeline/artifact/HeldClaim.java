package io.redoubt.pipeline.artifact;

/**
 * A claim that this worker has acquired. Another worker may have taken over the job since then, so check before each
 * commit.
 */
public final class HeldClaim {

    private final Claims claims;
    private Claim claim;

    HeldClaim(Claims claims, Claim claim) {
        this.claims = claims;
        this.claim = claim;
    }

    /** The fencing number: 1 for the first claim of a job, incremented at each take-over. */
    public synchronized long fence() {
        return claim.fence();
    }

    /**
     * Number of attempts under this queue record without progress, including this one. Deliveries that do not start the
     * job are not counted.
     */
    public synchronized int attempt() {
        return claim.attempt();
    }

    /** @throws FencedException if another worker has taken the job over */
    public synchronized void check() {
        claims.requireHeld(claim);
    }

    /** Resets the attempt count after progress or an orderly release. Takes effect with the next renewal or end. */
    public synchronized void forgive() {
        claim = claim.withAttemptsReset();
    }

    /**
     * Renews the claim while the job runs.
     *
     * @throws FencedException if another worker has taken over the job
     */
    public synchronized void renew() {
        claims.renew(claim);
    }

    /**
     * Releases the job for other workers.
     *
     * @throws FencedException if another worker has taken it over
     */
    public synchronized void end() {
        claims.end(claim);
    }
}
