package io.redoubt.cli;

import io.quarkus.runtime.annotations.QuarkusMain;
import io.redoubt.cli.command.RedoubtCommand;
import io.redoubt.cli.local.LocalLog;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.pipeline.config.KnownSettings;
import io.redoubt.pipeline.job.OutOfMemory;
import picocli.CommandLine;

/** The {@code redoubt} command. Only {@code run} and {@code serve} start Quarkus; the others are plain clients. */
@QuarkusMain
public final class Main {

    private Main() {}

    /** Runs the command line and exits with its code. */
    public static void main(String... args) {
        LocalLog.discard();
        CommandLine command = RedoubtCommand.commandLine();
        KnownSettings.misspelt(System.getenv().keySet())
                .forEach(warning -> command.getErr().println("warning: " + warning));
        int code = execute(command, args);
        // System.exit does not flush the writers.
        command.getOut().flush();
        command.getErr().flush();
        System.exit(code);
    }

    /** The exception handler of the command line does not receive errors. */
    private static int execute(CommandLine command, String... args) {
        try {
            return command.execute(args);
        } catch (OutOfMemoryError e) {
            command.getErr()
                    .println(command.getCommandName() + ": "
                            + OutOfMemory.explain(e).orElseThrow());
            return ExitCode.FAILED;
        }
    }
}
