package io.redoubt.cli.command;

import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.option.FormatNames;
import io.redoubt.core.data.DatasetFile;
import io.redoubt.core.data.ImageDataset;
import io.redoubt.core.data.format.DatasetFormats;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code redoubt data}. */
@Command(
        name = "data",
        description = "Add and list data sets.",
        mixinStandardHelpOptions = true,
        subcommands = {DataCommand.Add.class, DataCommand.Show.class})
final class DataCommand {

    private static void print(PrintWriter out, DatasetManifest dataset) {
        out.printf(
                Locale.ROOT,
                "%s@%s  %,d training and %,d test images, %d classes, %d x %d x %d%n",
                dataset.name(),
                dataset.sha256().substring(0, 12),
                dataset.train(),
                dataset.test(),
                dataset.classes().size(),
                dataset.channels(),
                dataset.height(),
                dataset.width());
    }

    /** {@code redoubt data list}. */
    @Command(name = "list", description = "List the data sets in the store.", mixinStandardHelpOptions = true)
    static final class Show extends DeploymentCommand {

        @Override
        public Integer call() throws Exception {
            return deployment.withStore(store -> {
                deployment.catalog(store).list().forEach(dataset -> print(out(), dataset));
                return ExitCode.OK;
            });
        }
    }

    /** {@code redoubt data add NAME DIR}. */
    @Command(
            name = "add",
            description = "Add a data set from a directory to the store.",
            mixinStandardHelpOptions = true)
    static final class Add extends DeploymentCommand {

        @Parameters(index = "0", paramLabel = "NAME", description = "Name of the data set in requests.")
        private String name;

        @Parameters(index = "1", paramLabel = "DIR", description = "Directory with the files of the data set.")
        private Path folder;

        @Option(
                names = "--format",
                required = true,
                paramLabel = "FORMAT",
                completionCandidates = FormatNames.class,
                description = "File format: ${COMPLETION-CANDIDATES}.")
        private String format;

        @Option(names = "--train", paramLabel = "N", description = "Keep N training images, balanced across classes.")
        private int train;

        @Option(names = "--test", paramLabel = "N", description = "Keep N test images, balanced across classes.")
        private int test;

        @Option(
                names = "--pad",
                paramLabel = "SIDE",
                description = "Pad images with zeros to SIDE x SIDE pixels, for example 32.")
        private int side;

        @Override
        public Integer call() throws Exception {
            ImageDataset read = DatasetFormats.STANDARD.named(format).read(name, folder);
            ImageDataset subset = train > 0 || test > 0
                    ? read.balanced(
                            train > 0 ? train : read.train().size(),
                            test > 0 ? test : read.test().size())
                    : read;
            ImageDataset dataset = side > 0 ? subset.padded(side) : subset;
            Path file = Files.createTempFile(name, ".safetensors");
            try {
                DatasetManifest manifest = DatasetFile.write(dataset, file);
                return deployment.withStore(store -> {
                    deployment.catalog(store).publish(file, manifest);
                    print(out(), manifest);
                    return ExitCode.OK;
                });
            } finally {
                Files.delete(file);
            }
        }
    }
}
