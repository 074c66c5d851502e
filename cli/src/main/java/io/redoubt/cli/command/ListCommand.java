package io.redoubt.cli.command;

import io.redoubt.api.Json;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.cli.client.ExperimentClient;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.standalone.OptionErrors;
import io.redoubt.cli.view.ExperimentStatusView;
import io.redoubt.experiment.filter.FilterExpression;
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

    @Option(
            names = "--filter",
            paramLabel = "EXPRESSION",
            description = "List the experiments that meet this expression only, for example 'state:failed ra>0.4"
                    + " submitted>2026-11-01 name:paper*'. The fields are state, name, id, submitted, updated, progress,"
                    + " ra and ta (those of the report); docs/dashboard.md has the syntax.")
    private String filter = "";

    @Override
    public Integer call() {
        FilterExpression expression = OptionErrors.ofValue("--filter", () -> FilterExpression.parse(filter));
        return deployment.reading(client -> list(client, expression));
    }

    private int list(ExperimentClient client, FilterExpression expression) {
        List<ExperimentStatus> experiments = expression.isEmpty() ? client.statuses() : client.statuses(expression);
        if (json) {
            out().println(new String(Json.pretty(experiments), StandardCharsets.UTF_8));
        } else if (experiments.isEmpty() && !expression.isEmpty()) {
            spec.commandLine().getErr().println("no experiment meets the filter; `redoubt list` shows them all");
        } else if (experiments.isEmpty()) {
            spec.commandLine().getErr().println("no experiments yet; submit a request with `redoubt submit FILE`");
        } else {
            out().print(new ExperimentStatusView(client.runningJobs(), ZoneId.systemDefault()).list(experiments));
        }
        return ExitCode.OK;
    }
}
