package io.redoubt.cli.model;

import io.redoubt.api.job.Artifact;
import io.redoubt.api.job.ResultFileNames;
import io.redoubt.cli.deployment.DeploymentOptions;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.option.IdConverter;
import io.redoubt.cli.standalone.TargetFile;
import io.redoubt.pipeline.artifact.ExperimentModels;
import io.redoubt.pipeline.store.StoreKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code redoubt model get ID SUBJECT}. */
@Command(
        name = "get",
        description = {
            "Download a fine-tuned model of an experiment.",
            "The model of the epoch with the highest robust accuracy on held-out images, unless --last is given."
        },
        mixinStandardHelpOptions = true)
final class ModelGetCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "ID",
            converter = IdConverter.class,
            description = "Experiment id, as printed by submit and list.")
    private String experiment;

    @Parameters(
            index = "1",
            paramLabel = "SUBJECT",
            description = "Name of the model in the report, such as rotation/full-adversarial.")
    private String subject;

    @Option(names = "--to", required = true, paramLabel = "FILE", description = "Model file to write, safetensors.")
    private Path target;

    @Option(names = "--last", description = "Download the model of the last epoch.")
    private boolean last;

    @Mixin
    private DeploymentOptions deployment;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Path file = TargetFile.prepare("--to", target, List.of());
        return deployment.withServers((client, store) -> {
            Artifact model = new ExperimentModels(client.status(experiment))
                    .find(store, subject, last ? ResultFileNames.LAST_MODEL : ResultFileNames.MODEL);
            Path verified = deployment.cache(store).fetch(StoreKeys.resultPart(model), model.sha256(), model.bytes());
            Files.copy(verified, file, StandardCopyOption.REPLACE_EXISTING);
            spec.commandLine().getOut().println("wrote " + file + "; `redoubt model show " + file + "` describes it");
            return ExitCode.OK;
        });
    }
}
