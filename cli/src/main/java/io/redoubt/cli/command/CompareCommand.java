package io.redoubt.cli.command;

import io.redoubt.api.Ids;
import io.redoubt.api.Json;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.report.Report;
import io.redoubt.cli.compare.Comparison;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.standalone.OptionProblems;
import io.redoubt.cli.standalone.RequestFile;
import io.redoubt.cli.view.ComparisonView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code redoubt compare ID_OR_FILE...}. */
@Command(
        name = "compare",
        description = {
            "Compare finished experiments.",
            "Experiments whose requests differ only in name and seed share a table with mean and standard deviation."
        },
        mixinStandardHelpOptions = true)
final class CompareCommand extends DeploymentCommand {

    @Parameters(
            arity = "1..*",
            paramLabel = "ID_OR_FILE",
            description =
                    "Experiment ids or report.json files. An argument that contains / or ends in .json is a file.")
    private List<String> sources;

    @Option(names = "--json", description = "Print JSON. Accuracies are fractions in [0, 1].")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        List<Report> reports = new ArrayList<>();
        OptionProblems problems = new OptionProblems();
        for (String source : sources) {
            problems.check(() -> source.contains("/") || source.endsWith(".json")
                            ? file(Path.of(source))
                            : experiment(source))
                    .ifPresent(reports::add);
        }
        problems.throwIfAny();
        Comparison comparison = Comparison.of(reports);
        if (json) {
            out().println(new String(Json.pretty(comparison), StandardCharsets.UTF_8));
        } else {
            out().print(ComparisonView.of(comparison));
        }
        out().flush();
        return ExitCode.OK;
    }

    private static Report file(Path file) throws IOException {
        try {
            return Json.readSanitized(RequestFile.read(file), Report.class);
        } catch (UnreadableMessageException e) {
            throw new UnreadableMessageException(file + " is not a report: " + e.getMessage(), e);
        }
    }

    private Report experiment(String id) throws IOException {
        return deployment.reports().report(Ids.require("ID_OR_FILE", id));
    }
}
