package io.redoubt.pipeline.job;

/** Thrown through a job that is to stop where it is; it must not be caught by the job's work. */
public final class JobStoppedException extends RuntimeException {

    /** Why a job stops. */
    public enum Reason {
        /** Its experiment was cancelled. */
        CANCELLED,
        /** Another worker has taken it over. */
        FENCED,
        /** The process is shutting down. */
        SHUTDOWN,
        /** Its experiment was paused. */
        PAUSED
    }

    private final Reason reason;

    JobStoppedException(Reason reason) {
        super("the job stops: " + reason);
        this.reason = reason;
    }

    /** Why the job stops. */
    public Reason reason() {
        return reason;
    }
}
