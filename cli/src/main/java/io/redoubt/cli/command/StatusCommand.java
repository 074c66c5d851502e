package io.redoubt.cli.command;

import io.redoubt.api.Json;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.cli.client.ExperimentClient;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.view.ExperimentStatusView;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code redoubt status ID}. */
@Command(name = "status", description = "Show an experiment and its jobs.", mixinStandardHelpOptions = true)
final class StatusCommand extends ExperimentCommand {

    @Option(names = "--json", description = "Print JSON: the message on redoubt.status.")
    private boolean json;

    @Override
    public Integer call() {
        return deployment.reading(this::show);
    }

    private int show(ExperimentClient client) {
        ExperimentStatus status = client.status(experiment());
        if (json) {
            out().println(new String(Json.pretty(status), StandardCharsets.UTF_8));
        } else {
            out().print(new ExperimentStatusView(client.runningJobs(), ZoneId.systemDefault()).of(status));
        }
        return ExitCode.OK;
    }
}
