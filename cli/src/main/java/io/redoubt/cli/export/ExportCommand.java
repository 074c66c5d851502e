package io.redoubt.cli.export;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.cli.client.ExperimentClient;
import io.redoubt.cli.deployment.DeploymentOptions;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.option.IdConverter;
import io.redoubt.cli.standalone.TargetFile;
import io.redoubt.cli.tensorboard.TensorBoardExport;
import io.redoubt.pipeline.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code redoubt export ID [SUBJECT]}. */
@Command(
        name = "export",
        description = {
            "Write a model with its model card to a folder, or the curves of an experiment for TensorBoard.",
            "The model is that of the report: its best epoch, or an ensemble. The card (README.md) has the figures of the"
                    + " report and the complete request; robustbench.json has its RobustBench entry."
        },
        mixinStandardHelpOptions = true)
public final class ExportCommand implements Callable<Integer> {

    private static final String TO = "--to";
    private static final String SUBJECT = "SUBJECT";

    @Parameters(
            index = "0",
            paramLabel = "ID",
            converter = IdConverter.class,
            description = "Experiment id, as printed by submit and list.")
    private String experiment;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = SUBJECT,
            description = "Name of the model or ensemble in the report, such as rotation/full-adversarial. Not with"
                    + " --format tensorboard, which has all jobs.")
    private Optional<String> subject = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = ExportFormats.class,
            defaultValue = ExportFormats.SAFETENSORS,
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private String format;

    @Option(names = TO, required = true, paramLabel = "DIR", description = "Folder to write to, created if missing.")
    private Path target;

    @Option(
            names = "--follow",
            description = "With --format tensorboard, write curves as jobs run, until the experiment ends.")
    private boolean follow;

    @Mixin
    private DeploymentOptions deployment;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        boolean curves = format.equals(ExportFormats.TENSORBOARD);
        if (curves == subject.isPresent()) {
            throw new InvalidFieldException(
                    SUBJECT,
                    curves
                            ? "is not used by --format tensorboard, which writes the curves of all jobs; leave it out"
                            : "is missing; name a model of the report, as in `redoubt report " + experiment + "`");
        }
        if (follow && !curves) {
            throw new InvalidFieldException("--follow", "is for --format tensorboard only");
        }
        if (follow) {
            deployment.client(); // requires a running server; without one there is nothing to follow
        }
        TargetFile.folder(TO, target);
        return deployment.withServers((client, store) -> curves ? curves(client, store) : model(client, store));
    }

    private int curves(ExperimentClient client, ObjectStore store) throws IOException {
        Path written = new TensorBoardExport(client, store, target).write(experiment, follow);
        print("wrote " + written + "; `tensorboard --logdir " + target + "` shows the curves");
        return ExitCode.OK;
    }

    private int model(ExperimentClient client, ObjectStore store) throws IOException {
        new ModelExport(store, deployment.cache(store), target)
                .write(client.status(experiment), client.requireReport(experiment), subject.orElseThrow(), format)
                .forEach(file -> print("wrote " + file));
        return ExitCode.OK;
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
    }
}
