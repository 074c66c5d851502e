package io.redoubt.pipeline.artifact;

/** Another worker has taken over the job. This worker must stop and cannot commit. */
public final class FencedException extends RuntimeException {

    FencedException(Claim lost) {
        super("job " + lost.fingerprint() + " is no longer under fence " + lost.fence() + " of " + lost.owner());
    }

    FencedException(String message) {
        super(message);
    }
}
