package io.redoubt.cli.data;

import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.option.FormatNames;
import io.redoubt.cli.option.IdConverter;
import io.redoubt.cli.option.PathConverter;
import io.redoubt.cli.standalone.DataSource;
import io.redoubt.experiment.dataset.PreparedDataset;
import io.redoubt.pipeline.scratch.ProcessDirectory;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code redoubt data add NAME DIR}. */
@Command(
        name = "add",
        description = "Add a data set from a directory or an archive to the store.",
        modelTransformer = FormatLayouts.class,
        mixinStandardHelpOptions = true)
final class DataAddCommand extends DatasetCommand {

    @Parameters(
            index = "0",
            converter = IdConverter.class,
            paramLabel = "NAME",
            description = "Name of the data set in requests.")
    private String name;

    @Parameters(
            index = "1",
            converter = PathConverter.OrText.class,
            paramLabel = "DIR",
            description = "Directory with the files of the data set, or an archive of it: .zip, .tar, .tar.gz or .tgz.")
    private String source;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            completionCandidates = FormatNames.class,
            description = "File format: ${COMPLETION-CANDIDATES}.")
    private String format;

    @Mixin
    private ImportOptions options;

    @Override
    public Integer call() throws Exception {
        Path files = DataSource.directoryOrArchive("DIR", source);
        ProcessDirectory.removeOnExit();
        try (PreparedDataset dataset =
                PreparedDataset.read(options.of(name, format), files, source, note -> out().println("note: " + note))) {
            return deployment.withStore(store -> {
                print(dataset.publish(deployment.catalog(store)));
                return ExitCode.OK;
            });
        }
    }
}
