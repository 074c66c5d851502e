package io.redoubt.cli.command;

import io.redoubt.api.event.JobState;
import io.redoubt.cli.option.ExitCode;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Command;

/** {@code redoubt list}. */
@Command(name = "list", description = "List all experiments.", mixinStandardHelpOptions = true)
final class ListCommand extends DeploymentCommand {

    @Override
    public Integer call() {
        PrintWriter out = out();
        deployment.client().statuses().forEach(status -> {
            long done = status.jobs().stream()
                    .filter(job -> job.state() == JobState.SUCCEEDED)
                    .count();
            out.printf(
                    Locale.ROOT,
                    "%-40s %-13s %3d/%d jobs  %s  %s%n",
                    status.experiment(),
                    status.stateText(),
                    done,
                    status.jobs().size(),
                    status.updated(),
                    status.message());
        });
        return ExitCode.OK;
    }
}
