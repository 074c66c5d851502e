package io.redoubt.cli.command;

import io.redoubt.api.Ids;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code redoubt watch ID}. */
@Command(name = "watch", description = "Follow an experiment until it ends.", mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "Experiment id, as printed by submit and list.")
    private String id;

    @Mixin
    private DeploymentOptions deployment;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        String experiment = Ids.require("ID", id);
        return ExperimentFollower.follow(
                spec, deployment.client(), (client, each) -> client.follow(experiment, each, () -> false));
    }
}
