package io.redoubt.cli.command;

import io.redoubt.cli.client.ReportFiles;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.view.ReportView;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code redoubt report ID}. */
@Command(
        name = "report",
        description = "Show the results of a finished experiment and download its report.",
        mixinStandardHelpOptions = true)
final class ReportCommand extends ExperimentCommand {

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "Download report.json, report.html, report.md and robustbench.json to DIR.")
    private Optional<Path> directory;

    @Override
    public Integer call() throws Exception {
        String id = experiment();
        out().print(ReportView.of(deployment.report(id)));
        if (directory.isPresent()) {
            return deployment.withStore(store -> {
                out().println("report: " + ReportFiles.download(store, id, directory.get()));
                return ExitCode.OK;
            });
        }
        return ExitCode.OK;
    }
}
