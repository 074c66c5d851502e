package io.redoubt.cli.command;

import io.redoubt.api.Ids;
import io.redoubt.api.event.ControlCommand.Action;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code redoubt cancel|pause|resume ID}. */
abstract class ControlCommands implements Callable<Integer> {

    private final Action action;

    @Parameters(paramLabel = "ID", description = "Experiment id.")
    private String id;

    @Mixin
    private DeploymentOptions deployment;

    private ControlCommands(Action action) {
        this.action = action;
    }

    @Override
    public Integer call() {
        deployment.client().control(Ids.require("ID", id), action);
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
