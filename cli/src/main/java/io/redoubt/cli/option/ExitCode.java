package io.redoubt.cli.option;

import io.redoubt.api.event.ExperimentState;

/** Exit codes of the command. */
public final class ExitCode {

    /** Success. */
    public static final int OK = 0;

    /** The experiment failed or was cancelled, or the pipeline is unreachable. */
    public static final int FAILED = 1;

    /** The command line, the request or a file that they name is missing, unreadable, of the wrong type or invalid. */
    public static final int BAD_INPUT = 2;

    /** Interrupted; run the same command again to continue. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}

    public static int of(ExperimentState state) {
        return switch (state) {
            case SUCCEEDED -> OK;
            case REJECTED -> BAD_INPUT;
            case FAILED, CANCELLED -> FAILED;
            case ACCEPTED, RUNNING, PAUSED -> INTERRUPTED;
        };
    }
}
