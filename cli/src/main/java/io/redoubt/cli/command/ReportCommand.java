package io.redoubt.cli.command;

import io.redoubt.api.Ids;
import io.redoubt.api.report.Report;
import io.redoubt.cli.client.ReportFiles;
import io.redoubt.cli.view.ReportView;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code redoubt report ID}. */
@Command(
        name = "report",
        description = "Show the results of a finished experiment and download its report.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "Experiment id.")
    private String id;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "Download report.json, report.html, report.md and robustbench.json to DIR.")
    private Optional<Path> directory;

    @Mixin
    private DeploymentOptions deployment;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Optional<Report> report = deployment.report(Ids.require("ID", id));
        if (report.isEmpty()) {
            spec.commandLine().getErr().println("no report of " + id + "; `redoubt status " + id + "` shows its state");
            return ExitCode.FAILED;
        }
        spec.commandLine().getOut().print(ReportView.of(report.get()));
        if (directory.isPresent()) {
            return deployment.withStore(store -> {
                spec.commandLine().getOut().println("report: " + ReportFiles.download(store, id, directory.get()));
                return ExitCode.OK;
            });
        }
        return ExitCode.OK;
    }
}
