package io.redoubt.cli.command;

import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.RequestReader;
import io.redoubt.cli.client.ExperimentClient;
import io.redoubt.cli.client.ReportFiles;
import io.redoubt.cli.client.SubmittedRequest;
import io.redoubt.cli.local.LocalPipeline;
import io.redoubt.cli.local.LocalPorts;
import io.redoubt.cli.local.RunningServer;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.option.HomeOption;
import io.redoubt.cli.option.RequestParameter;
import io.redoubt.cli.option.SeedOption;
import io.redoubt.pipeline.store.MinioObjectStore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code redoubt run FILE}. */
@Command(
        name = "run",
        description = {
            "Run an experiment in this process, with embedded Kafka and S3.",
            "To continue an interrupted run, run the same command again."
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @Mixin
    private RequestParameter file;

    @Mixin
    private SeedOption seed;

    @Mixin
    private HomeOption home;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        byte[] request = seed.applyTo(file.read(spec.commandLine().getErr()));
        ExperimentRequest validated = RequestReader.read(request);
        PrintWriter out = spec.commandLine().getOut();
        out.println(validated.id() + ": starting Kafka, the store and the services in " + home.path());
        out.flush();
        return LocalPipeline.run(
                home.path(),
                LocalPorts.ANY,
                spec.commandLine().getErr(),
                (server, stopping) -> follow(request, server, stopping));
    }

    private int follow(byte[] request, RunningServer server, BooleanSupplier stopping) throws Exception {
        ExperimentClient client = new ExperimentClient(server.kafka());
        SubmittedRequest submission = client.submit(request);
        int code = ExperimentFollower.follow(spec, client, (kafka, each) -> kafka.follow(submission, each, stopping));
        if (code == ExitCode.OK || code == ExitCode.PARTLY_FAILED) {
            Path directory = ReportFiles.directory(home.path(), submission.experiment());
            try (MinioObjectStore store = new MinioObjectStore(server.storeSettings())) {
                Path page = ReportFiles.download(store, submission.experiment(), directory);
                spec.commandLine().getOut().println("report: " + page);
                spec.commandLine().getOut().flush();
            }
        }
        return code;
    }
}
