package io.redoubt.cli.option;

import io.redoubt.api.event.ExperimentStatus;

/** Exit codes of the command. */
public final class ExitCode {

    /** Success. */
    public static final int OK = 0;

    /** The experiment failed or was cancelled, a command has no effect, the pipeline is unreachable, or memory does not suffice. */
    public static final int FAILED = 1;

    /** The command line, the request or a file that they name is missing, unreadable, of the wrong type or invalid. */
    public static final int BAD_INPUT = 2;

    /** Some jobs of the experiment failed; the report has the results of the others. */
    public static final int PARTLY_FAILED = 3;

    /** Interrupted by SIGINT; run the same command again to continue. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}

    public static int of(ExperimentStatus status) {
        return switch (status.state()) {
            case SUCCEEDED -> OK;
            case REJECTED -> BAD_INPUT;
            case FAILED -> status.partlyFailed() ? PARTLY_FAILED : FAILED;
            case CANCELLED -> FAILED;
            case ACCEPTED, RUNNING, PAUSED -> INTERRUPTED;
        };
    }
}
