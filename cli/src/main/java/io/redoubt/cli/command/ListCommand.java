package io.redoubt.cli.command;

import io.redoubt.api.event.JobState;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code redoubt list}. */
@Command(name = "list", description = "List all experiments.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {

    @Mixin
    private DeploymentOptions deployment;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        deployment.client().statuses().forEach(status -> {
            long done = status.jobs().stream()
                    .filter(job -> job.state() == JobState.SUCCEEDED)
                    .count();
            out.printf(
                    Locale.ROOT,
                    "%-40s %-10s %3d/%d jobs  %s  %s%n",
                    status.experiment(),
                    status.state().wireName(),
                    done,
                    status.jobs().size(),
                    status.updated(),
                    status.message());
        });
        return ExitCode.OK;
    }
}
