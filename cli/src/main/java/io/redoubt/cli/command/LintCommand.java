package io.redoubt.cli.command;

import io.redoubt.api.Plural;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.RequestReader;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.option.RequestParameter;
import io.redoubt.cli.plan.DatasetCheck;
import io.redoubt.cli.plan.PlannedJobs;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code redoubt lint FILE}. */
@Command(name = "lint", description = "Validate a request without submitting it.", mixinStandardHelpOptions = true)
final class LintCommand extends DeploymentCommand {

    @Mixin
    private RequestParameter file;

    @Option(
            names = "--complete",
            description = "Print the request as JSON with all defaults filled in; it has the same id.")
    private boolean complete;

    @Option(
            names = "--plan",
            description = "Also list the jobs of the request, and which of them are stored and need not be computed.")
    private boolean plan;

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        byte[] content = file.read(err);
        ExperimentRequest request = RequestReader.read(content);
        if (!plan) {
            DatasetCheck.warnings(request).forEach(warning -> err.println("warning: " + file.title() + ": " + warning));
        }
        if (complete) {
            out().println(new String(RequestReader.complete(content), StandardCharsets.UTF_8));
        } else {
            out().println(file.title() + " is a valid request: "
                    + Plural.of(request.pretrain().size(), "pretraining run") + " and "
                    + Plural.of(request.finetune().size(), "fine-tuning run") + ", id " + request.id());
            if (!plan) {
                out().println("not checked: " + DatasetCheck.unchecked(request));
            }
        }
        return plan ? printPlan(request) : ExitCode.OK;
    }

    private int printPlan(ExperimentRequest request) throws Exception {
        if (!deployment.hasAnyStore()) {
            return print(PlannedJobs.withoutStore(request));
        }
        return deployment.withStore(store -> print(PlannedJobs.of(request, store, deployment.catalog(store))));
    }

    private int print(PlannedJobs planned) {
        out().println(Plural.of(planned.jobs().size(), "job") + ", of which " + planned.stored() + " stored");
        out().printf(
                        Locale.ROOT,
                        "new jobs: about %,d passes over an image in training, at most %,d in attacks%n",
                        planned.passes().training(),
                        planned.passes().attacks());
        planned.jobs().forEach(job -> out().println((job.stored() ? "  stored  " : "  new     ") + job.node()));
        return ExitCode.OK;
    }
}
