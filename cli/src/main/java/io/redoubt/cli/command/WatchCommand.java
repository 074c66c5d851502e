package io.redoubt.cli.command;

import picocli.CommandLine.Command;

/** {@code redoubt watch ID}. */
@Command(name = "watch", description = "Follow an experiment until it ends.", mixinStandardHelpOptions = true)
final class WatchCommand extends ExperimentCommand {

    @Override
    public Integer call() {
        return ExperimentFollower.follow(
                spec, deployment.client(), (client, each) -> client.follow(experiment(), each, () -> false));
    }
}
