package io.redoubt.api.event;

import io.redoubt.api.event.ControlCommand.Action;

/** Thrown for a command that has no effect in the current state of its experiment. */
public final class CommandConflictException extends RuntimeException {

    private CommandConflictException(String experiment, String conflict) {
        super("experiment " + experiment + " " + conflict);
    }

    /** @throws CommandConflictException if the action has no effect on the experiment */
    public static void check(Action action, ExperimentStatus status) {
        action.conflict(status.state()).ifPresent(conflict -> {
            throw new CommandConflictException(status.experiment(), conflict);
        });
    }
}
