package io.redoubt.cli.command;

import io.redoubt.api.Ids;
import io.redoubt.api.event.ExperimentStatus;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code redoubt status ID}. */
@Command(name = "status", description = "Show an experiment and its jobs.", mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "Experiment id.")
    private String id;

    @Mixin
    private DeploymentOptions deployment;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        String experiment = Ids.require("ID", id);
        Optional<ExperimentStatus> found = deployment.client().statuses().stream()
                .filter(status -> status.experiment().equals(experiment))
                .findFirst();
        if (found.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("no experiment " + experiment + "; `redoubt list` shows all experiments");
            return ExitCode.FAILED;
        }
        PrintWriter out = spec.commandLine().getOut();
        ExperimentStatus status = found.get();
        out.println(status.experiment() + "  " + status.state().wireName() + "  " + status.message());
        status.jobs()
                .forEach(job -> out.printf(
                        Locale.ROOT, "  %-48s %s%n", job.node(), job.state().wireName()));
        return ExitCode.OK;
    }
}
