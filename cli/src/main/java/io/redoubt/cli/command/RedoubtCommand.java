package io.redoubt.cli.command;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.UnreadableException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command and its subcommands. */
@Command(
        name = "redoubt",
        description = "Trains and judges image classifiers that withstand adversarial attack.",
        mixinStandardHelpOptions = true,
        version = "redoubt 0.1.0",
        subcommands = {
            RunCommand.class,
            ServeCommand.class,
            SubmitCommand.class,
            WatchCommand.class,
            StatusCommand.class,
            ListCommand.class,
            ControlCommands.Cancel.class,
            ControlCommands.Pause.class,
            ControlCommands.Resume.class,
            ReportCommand.class,
            CompareCommand.class,
            DataCommand.class,
            ModelCommand.class,
            AttackCommand.class,
            EvaluateCommand.class,
            LintCommand.class,
            GcCommand.class,
        })
public final class RedoubtCommand {

    /** The whole command line, with errors told in one line. */
    public static CommandLine commandLine() {
        return new CommandLine(new RedoubtCommand()).setExecutionExceptionHandler((e, command, parsed) -> {
            command.getErr().println(command.getCommandName() + ": " + explain(e));
            if (Boolean.getBoolean("redoubt.stacktrace")) {
                e.printStackTrace(command.getErr());
            }
            return e instanceof InvalidFieldException || e instanceof UnreadableException
                    ? ExitCode.BAD_INPUT
                    : ExitCode.FAILED;
        });
    }

    private static String explain(Exception e) {
        if (e instanceof NoSuchFileException missing) {
            return "there is no file " + missing.getFile();
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
