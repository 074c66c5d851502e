package io.redoubt.cli.command;

import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.RequestReader;
import io.redoubt.cli.client.ExperimentClient;
import io.redoubt.cli.client.ReportFiles;
import io.redoubt.cli.client.SubmittedRequest;
import io.redoubt.cli.local.LocalPipeline;
import io.redoubt.cli.local.RunningServer;
import io.redoubt.pipeline.store.MinioObjectStore;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code redoubt run FILE}. */
@Command(
        name = "run",
        description = {
            "Runs an experiment in this process, on an embedded Kafka and S3.",
            "Stopped before its end, it goes on where it was when the same command is given again."
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The request, YAML or JSON.")
    private Path file;

    @Option(names = "--seed", paramLabel = "N", description = "Another seed than that of the request, to repeat it.")
    private Optional<Long> seed = Optional.empty();

    @Mixin
    private HomeOption home;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        byte[] written = Files.readAllBytes(file);
        byte[] request = seed.isPresent() ? RequestReader.withSeed(written, seed.get()) : written;
        ExperimentRequest checked = RequestReader.read(request);
        PrintWriter out = spec.commandLine().getOut();
        out.println(checked.id() + ": starting Kafka, the store and the services over " + home.path());
        out.flush();
        return LocalPipeline.run(home.path(), 0, (server, stopping) -> follow(request, server, stopping));
    }

    private int follow(byte[] request, RunningServer server, BooleanSupplier stopping) throws Exception {
        ExperimentClient client = new ExperimentClient(server.kafka());
        SubmittedRequest submission = client.submit(request);
        int code = ExperimentFollower.to(
                spec, client, (kafka, each) -> kafka.follow(submission, each, stopping));
        if (code == ExitCode.of(ExperimentState.SUCCEEDED)) {
            Path folder = ReportFiles.folder(home.path(), submission.experiment());
            try (MinioObjectStore store = new MinioObjectStore(server.storeSettings())) {
                Path page = ReportFiles.fetch(store, submission.experiment(), folder);
                spec.commandLine().getOut().println("report: " + page);
                spec.commandLine().getOut().flush();
            }
        }
        return code;
    }
}
