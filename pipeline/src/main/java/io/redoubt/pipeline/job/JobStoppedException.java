package io.redoubt.pipeline.job;

/** Stops a running job. {@link JobWork} must let it propagate. */
public final class JobStoppedException extends RuntimeException {

    /** Why a job is stopped. */
    public enum Reason {
        /** The experiment was cancelled. */
        CANCELLED,
        /** Another worker has taken the job over. */
        FENCED,
        /** The process is shutting down. */
        SHUTDOWN,
        /** The experiment was paused. */
        PAUSED
    }

    private final Reason reason;

    JobStoppedException(Reason reason) {
        super("stopped: " + reason);
        this.reason = reason;
    }

    /** Why the job was stopped. */
    public Reason reason() {
        return reason;
    }
}
