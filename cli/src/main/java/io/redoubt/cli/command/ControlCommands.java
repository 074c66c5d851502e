package io.redoubt.cli.command;

import io.redoubt.api.event.ControlCommand.Action;
import io.redoubt.cli.option.ExitCode;
import picocli.CommandLine.Command;

/** {@code redoubt cancel|pause|resume ID}. */
abstract class ControlCommands extends ExperimentCommand {

    private final Action action;

    private ControlCommands(Action action) {
        this.action = action;
    }

    @Override
    public Integer call() {
        deployment.client().control(experiment(), action);
        return ExitCode.OK;
    }

    @Command(
            name = "cancel",
            description = "Cancel an experiment. To continue it later, submit the request again.",
            mixinStandardHelpOptions = true)
    static final class Cancel extends ControlCommands {
        Cancel() {
            super(Action.CANCEL);
        }
    }

    @Command(
            name = "pause",
            description = "Pause an experiment. Running jobs save a checkpoint and stop; no new jobs start.",
            mixinStandardHelpOptions = true)
    static final class Pause extends ControlCommands {
        Pause() {
            super(Action.PAUSE);
        }
    }

    @Command(name = "resume", description = "Resume a paused experiment.", mixinStandardHelpOptions = true)
    static final class Resume extends ControlCommands {
        Resume() {
            super(Action.RESUME);
        }
    }
}
