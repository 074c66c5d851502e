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
        description = "Shows the table of a finished experiment and fetches its report.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "The experiment's id.")
    private String id;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "Fetch report.json, report.html, report.md and robustbench.json into DIR.")
    private Optional<Path> folder;

    @Mixin
    private DeploymentOptions deployment;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Optional<Report> report = deployment.report(Ids.require("ID", id));
        if (report.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("no report of " + id + "; `redoubt status " + id + "` says where it stands");
            return ExitCode.FAILED;
        }
        spec.commandLine().getOut().print(ReportView.of(report.get()));
        if (folder.isPresent()) {
            return deployment.withStore(store -> {
                spec.commandLine().getOut().println("report: " + ReportFiles.fetch(store, id, folder.get()));
                return ExitCode.OK;
            });
        }
        return ExitCode.OK;
    }
}
