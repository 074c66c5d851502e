package io.redoubt.cli;

import io.quarkus.runtime.annotations.QuarkusMain;
import io.redoubt.cli.command.RedoubtCommand;

/** The {@code redoubt} command. Only {@code run} and {@code serve} start Quarkus; the others are plain clients. */
@QuarkusMain
public final class Main {

    private Main() {}

    /** Runs the command line and exits with its code. */
    public static void main(String... args) {
        System.exit(RedoubtCommand.commandLine().execute(args));
    }
}
