package io.redoubt.cli.command;

import io.redoubt.api.job.ResultFileNames;
import io.redoubt.cli.client.ExperimentClient;
import io.redoubt.cli.client.ReportFiles;
import io.redoubt.cli.local.Browser;
import io.redoubt.cli.local.RunningServer;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.option.HomeOption;
import io.redoubt.cli.option.IdConverter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code redoubt open [ID]}. */
@Command(
        name = "open",
        description = {
            "Print the address of the local server, or of the report of an experiment, and open it in a browser.",
            "On a machine without a display, the address is only printed."
        },
        mixinStandardHelpOptions = true)
final class OpenCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "ID",
            converter = IdConverter.class,
            description = "Experiment id, as printed by submit and list (default: the server).")
    private Optional<String> id = Optional.empty();

    @Mixin
    private HomeOption home;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        URI address = id.map(this::report).orElseGet(() -> server().http());
        spec.commandLine().getOut().println(address);
        spec.commandLine().getOut().flush();
        Browser.open(address, System.getenv());
        return ExitCode.OK;
    }

    /** The report that a local run has saved, otherwise that of the running server. */
    private URI report(String experiment) {
        Path saved = ReportFiles.directory(home.path(), experiment).resolve(ResultFileNames.REPORT_HTML);
        if (Files.exists(saved)) {
            return saved.toUri();
        }
        RunningServer server = server();
        new ExperimentClient(server.kafka()).requireReport(experiment);
        return server.http().resolve("/experiments/" + experiment + "/" + ResultFileNames.REPORT_HTML);
    }

    private RunningServer server() {
        return RunningServer.at(home.path())
                .orElseThrow(() -> new IllegalStateException(
                        RunningServer.absence(home.path()) + "; start one with `redoubt serve`"));
    }
}
