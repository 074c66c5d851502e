package io.redoubt.pipeline.artifact;

/** Another worker has taken the job over: this one must stop, and may commit nothing. */
public final class FencedException extends RuntimeException {

    FencedException(Claim lost) {
        super("job " + lost.fingerprint() + " is no longer under fence " + lost.fence() + " of " + lost.owner());
    }

    FencedException(String message) {
        super(message);
    }
}
