package io.redoubt.cli.command;

import io.redoubt.cli.client.SubmittedRequest;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.standalone.RequestFile;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code redoubt submit FILE}. */
@Command(name = "submit", description = "Submit a request to a deployment.", mixinStandardHelpOptions = true)
final class SubmitCommand extends DeploymentCommand {

    @Parameters(paramLabel = "FILE", description = "Request file, YAML or JSON.")
    private Path file;

    @Option(names = "--watch", description = "Follow the experiment until it ends.")
    private boolean watch;

    @Override
    public Integer call() throws Exception {
        byte[] request = RequestFile.read(file);
        RequestFile.parse(file, request);
        RequestFile.warnings(file, request).forEach(spec.commandLine().getErr()::println);
        SubmittedRequest submission = deployment.client().submit(request);
        out().println(submission.experiment());
        return watch
                ? ExperimentFollower.follow(
                        spec, deployment.client(), (client, each) -> client.follow(submission, each, () -> false))
                : ExitCode.OK;
    }
}
