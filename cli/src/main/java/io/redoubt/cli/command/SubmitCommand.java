package io.redoubt.cli.command;

import io.redoubt.cli.client.SubmittedRequest;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.option.RequestParameter;
import io.redoubt.cli.option.SeedOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code redoubt submit FILE}. */
@Command(name = "submit", description = "Submit a request to a deployment.", mixinStandardHelpOptions = true)
final class SubmitCommand extends DeploymentCommand {

    @Mixin
    private RequestParameter file;

    @Mixin
    private SeedOption seed;

    @Option(names = "--watch", description = "Follow the experiment until it ends.")
    private boolean watch;

    @Override
    public Integer call() throws Exception {
        byte[] request = seed.applyTo(file.read(spec.commandLine().getErr()));
        SubmittedRequest submission = deployment.client().submit(request);
        out().println(submission.experiment());
        return watch
                ? ExperimentFollower.follow(
                        spec, deployment.client(), (client, each) -> client.follow(submission, each, () -> false))
                : ExitCode.OK;
    }
}
