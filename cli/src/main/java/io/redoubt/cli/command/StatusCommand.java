package io.redoubt.cli.command;

import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.cli.option.ExitCode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code redoubt status ID}. */
@Command(name = "status", description = "Show an experiment and its jobs.", mixinStandardHelpOptions = true)
final class StatusCommand extends ExperimentCommand {

    @Override
    public Integer call() {
        String experiment = experiment();
        Optional<ExperimentStatus> found = deployment.client().statuses().stream()
                .filter(status -> status.experiment().equals(experiment))
                .findFirst();
        if (found.isEmpty()) {
            return failed("no experiment " + experiment + "; `redoubt list` shows all experiments");
        }
        PrintWriter out = out();
        ExperimentStatus status = found.get();
        out.println(status.experiment() + "  " + status.state().wireName() + "  " + status.message());
        status.jobs()
                .forEach(job -> out.printf(
                        Locale.ROOT, "  %-48s %s%n", job.node(), job.state().wireName()));
        return ExitCode.OK;
    }
}
