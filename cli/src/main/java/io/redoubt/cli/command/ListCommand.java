package io.redoubt.cli.command;

import io.redoubt.api.Json;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.cli.client.ExperimentClient;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.view.ExperimentStatusView;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code redoubt list}. */
@Command(name = "list", description = "List all experiments.", mixinStandardHelpOptions = true)
final class ListCommand extends DeploymentCommand {

    @Option(names = "--json", description = "Print JSON: a list of the messages on redoubt.status.")
    private boolean json;

    @Override
    public Integer call() {
        return deployment.reading(this::list);
    }

    private int list(ExperimentClient client) {
        List<ExperimentStatus> experiments = client.statuses();
        if (json) {
            out().println(new String(Json.pretty(experiments), StandardCharsets.UTF_8));
        } else if (experiments.isEmpty()) {
            spec.commandLine().getErr().println("no experiments yet; submit a request with `redoubt submit FILE`");
        } else {
            out().print(new ExperimentStatusView(client.runningJobs(), ZoneId.systemDefault()).list(experiments));
        }
        return ExitCode.OK;
    }
}
