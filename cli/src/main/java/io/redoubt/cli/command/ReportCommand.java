package io.redoubt.cli.command;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.table.ReportTable;
import io.redoubt.cli.client.ReportFiles;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.option.ReportFormats;
import io.redoubt.cli.standalone.TargetFile;
import io.redoubt.cli.view.ReportView;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code redoubt report ID}. */
@Command(
        name = "report",
        description = "Show the results of a finished experiment, print its report, or download it.",
        mixinStandardHelpOptions = true)
final class ReportCommand extends ExperimentCommand {

    private static final String TO = "--to";
    private static final String TABLE = "--table";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = ReportFormats.class,
            description = "Print the report in this format, ${COMPLETION-CANDIDATES}, or write it to the file --to. csv"
                    + " has one table, see --table.")
    private Optional<String> format = Optional.empty();

    @Option(
            names = TABLE,
            paramLabel = "NAME",
            completionCandidates = TableNames.class,
            description = "With --format csv, the table: ${COMPLETION-CANDIDATES} (default: results).")
    private Optional<String> table = Optional.empty();

    @Option(
            names = TO,
            paramLabel = "PATH",
            description = "With --format, the file to write. Otherwise a directory, to which report.json, report.html,"
                    + " report.md and robustbench.json are downloaded.")
    private Optional<Path> target = Optional.empty();

    @Override
    public Integer call() throws Exception {
        if (table.isPresent() && !format.equals(Optional.of(ReportFormats.CSV))) {
            throw new InvalidFieldException(TABLE, "is for --format csv only; other formats have all tables");
        }
        return format.isPresent() ? writeFile(format.get()) : show();
    }

    private int writeFile(String of) throws Exception {
        if (target.isPresent()) {
            TargetFile.prepare(TO, target.get(), List.of());
        }
        byte[] content =
                of.equals(ReportFormats.CSV) ? csv() : deployment.reports().file(experiment(), ReportFormats.file(of));
        if (target.isPresent()) {
            Files.write(target.get(), content);
            out().println("wrote " + target.get());
        } else {
            out().println(new String(content, StandardCharsets.UTF_8).stripTrailing());
        }
        return ExitCode.OK;
    }

    private byte[] csv() throws Exception {
        ReportTable wanted = table.map(name -> ReportTable.named(TABLE, name)).orElse(ReportTable.RESULTS);
        return wanted.csv(deployment.reports().report(experiment())).getBytes(StandardCharsets.UTF_8);
    }

    private int show() throws Exception {
        Report report = deployment.reports().report(experiment());
        if (target.isPresent()) {
            TargetFile.folder(TO, target.get());
        }
        out().print(ReportView.of(report));
        if (target.isPresent()) {
            return deployment.withStore(store -> {
                out().println("report: " + ReportFiles.download(store, experiment(), target.get()));
                return ExitCode.OK;
            });
        }
        return ExitCode.OK;
    }

    /** The names of the tables. */
    static final class TableNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return ReportTable.names().iterator();
        }
    }
}
