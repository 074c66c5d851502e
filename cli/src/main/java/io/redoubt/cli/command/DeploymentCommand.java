package io.redoubt.cli.command;

import io.redoubt.cli.deployment.DeploymentOptions;
import io.redoubt.cli.option.ExitCode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command on a deployment, or on the local server. */
abstract class DeploymentCommand implements Callable<Integer> {

    @Mixin
    DeploymentOptions deployment;

    @Spec
    CommandSpec spec;

    /** Standard output. */
    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Prints a message to standard error and returns the exit code of a failure. */
    int failed(String message) {
        spec.commandLine().getErr().println(message);
        return ExitCode.FAILED;
    }
}
