package io.redoubt.cli.command;

import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.view.JobText;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Command;

/** {@code redoubt status ID}. */
@Command(name = "status", description = "Show an experiment and its jobs.", mixinStandardHelpOptions = true)
final class StatusCommand extends ExperimentCommand {

    @Override
    public Integer call() {
        PrintWriter out = out();
        ExperimentStatus status = deployment.client().status(experiment());
        out.println(status.experiment() + "  " + status.stateText() + "  " + status.message());
        status.jobs()
                .forEach(job -> out.printf(
                        Locale.ROOT,
                        "  %-48s %-10s %s%n",
                        job.node(),
                        job.state().wireName(),
                        JobText.of(job)));
        return ExitCode.OK;
    }
}
