package io.redoubt.cli.command;

import io.redoubt.api.event.ExperimentState;

/** What the command's exit code says. */
public final class ExitCode {

    /** All went well. */
    public static final int OK = 0;

    /** The experiment failed or was cancelled, or the pipeline cannot be reached. */
    public static final int FAILED = 1;

    /** The command line or the request is not right. */
    public static final int BAD_INPUT = 2;

    /** Stopped before the end; run again to go on. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}

    static int of(ExperimentState state) {
        return switch (state) {
            case SUCCEEDED -> OK;
            case REJECTED -> BAD_INPUT;
            case FAILED, CANCELLED -> FAILED;
            case RUNNING, PAUSED -> INTERRUPTED;
        };
    }
}
