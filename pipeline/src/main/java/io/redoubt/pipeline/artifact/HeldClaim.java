package io.redoubt.pipeline.artifact;

/** A job that was taken by this worker. Another may have taken it over since: every commit asks first. */
public final class HeldClaim {

    private final Claims claims;
    private final Claim claim;

    HeldClaim(Claims claims, Claim claim) {
        this.claims = claims;
        this.claim = claim;
    }

    /** The number that orders the take-overs of the job, from 1. */
    public long fence() {
        return claim.fence();
    }

    /** How often the job was begun under its queue record, from 1; deliveries that begin nothing do not count. */
    public int attempt() {
        return claim.attempt();
    }

    /** @throws FencedException if another worker has taken the job over */
    public void check() {
        claims.requireHeld(claim);
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
