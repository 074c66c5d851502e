package io.redoubt.cli.command;

import io.redoubt.cli.client.SubmittedRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code redoubt submit FILE}. */
@Command(name = "submit", description = "Submit a request to a deployment.", mixinStandardHelpOptions = true)
final class SubmitCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "Request file, YAML or JSON.")
    private Path file;

    @Option(names = "--watch", description = "Follow the experiment until it ends.")
    private boolean watch;

    @Mixin
    private DeploymentOptions deployment;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        SubmittedRequest submission = deployment.client().submit(Files.readAllBytes(file));
        spec.commandLine().getOut().println(submission.experiment());
        return watch
                ? ExperimentFollower.follow(
                        spec, deployment.client(), (client, each) -> client.follow(submission, each, () -> false))
                : ExitCode.OK;
    }
}
