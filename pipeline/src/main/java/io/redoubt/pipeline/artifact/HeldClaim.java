package io.redoubt.pipeline.artifact;

/** A job that was taken by this worker. Another may have taken it over since: every commit asks first. */
public final class HeldClaim {

    private final Claims claims;
    private Claim claim;

    HeldClaim(Claims claims, Claim claim) {
        this.claims = claims;
        this.claim = claim;
    }

    /** The number that orders the take-overs of the job, from 1. */
    public synchronized long fence() {
        return claim.fence();
    }

    /**
     * How often the job was begun under its queue record without coming forward, this time included; deliveries that begin
     * nothing do not count.
     */
    public synchronized int attempt() {
        return claim.attempt();
    }

    /** @throws FencedException if another worker has taken the job over */
    public synchronized void check() {
        claims.requireHeld(claim);
    }

    /** Lets this attempt not count: the job has come forward, or is given back in order. Stored with the next renewal or end. */
    public synchronized void forgive() {
        claim = claim.forgiven();
    }

    /** Says that the work goes on. @throws FencedException if another worker has taken the job over */
    public synchronized void renew() {
        claims.renew(claim);
    }

    /** Lets any other worker take the job. @throws FencedException if one has done so already */
    public synchronized void end() {
        claims.end(claim);
    }
}
