package io.redoubt.cli.command;

import io.redoubt.api.Json;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.RequestReader;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.standalone.RequestFile;
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

    @Option(names = "--complete", description = "Print the request with all defaults filled in.")
    private boolean complete;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        ExperimentRequest request = RequestReader.read(RequestFile.read(file));
        if (complete) {
            spec.commandLine().getOut().println(new String(Json.pretty(request), StandardCharsets.UTF_8));
        } else {
            spec.commandLine()
                    .getOut()
                    .println(file + " is a valid request: " + request.pretrain().size() + " pretraining and "
                            + request.finetune().size() + " fine-tuning runs, id " + request.id());
        }
        return ExitCode.OK;
    }
}
