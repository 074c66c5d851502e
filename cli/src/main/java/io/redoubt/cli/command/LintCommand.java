package io.redoubt.cli.command;

import io.redoubt.api.Plural;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.RequestReader;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.standalone.RequestFile;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code redoubt lint FILE}. */
@Command(name = "lint", description = "Validate a request without submitting it.", mixinStandardHelpOptions = true)
final class LintCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "Request file, YAML or JSON.")
    private Path file;

    @Option(
            names = "--complete",
            description = "Print the request as JSON with all defaults filled in; it has the same id.")
    private boolean complete;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        byte[] content = RequestFile.read(file);
        ExperimentRequest request = RequestFile.parse(file, content);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        RequestFile.warnings(file, content).forEach(err::println);
        DatasetCheck.warnings(request).forEach(warning -> err.println("warning: " + file + ": " + warning));
        if (complete) {
            out.println(new String(RequestReader.complete(content), StandardCharsets.UTF_8));
        } else {
            out.println(file + " is a valid request: "
                    + Plural.of(request.pretrain().size(), "pretraining run") + " and "
                    + Plural.of(request.finetune().size(), "fine-tuning run") + ", id " + request.id());
            out.println("not checked: " + DatasetCheck.unchecked(request));
        }
        return ExitCode.OK;
    }
}
