package io.redoubt.cli.command;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.job.DatasetRef;
import io.redoubt.api.request.DatasetName;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.option.FormatNames;
import io.redoubt.cli.standalone.DataSource;
import io.redoubt.cli.standalone.OptionErrors;
import io.redoubt.core.data.DatasetFile;
import io.redoubt.core.data.ImageDataset;
import io.redoubt.core.data.format.ReadOptions;
import io.redoubt.pipeline.dataset.DatasetCatalog;
import io.redoubt.pipeline.scratch.ProcessDirectory;
import io.redoubt.pipeline.scratch.ScratchDirectory;
import io.redoubt.pipeline.store.StoreKeys;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code redoubt data}. */
@Command(
        name = "data",
        description = "Add, list and remove data sets.",
        mixinStandardHelpOptions = true,
        subcommands = {DataCommand.Add.class, DataCommand.Show.class, DataCommand.Remove.class})
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

    /** {@code redoubt data remove}. */
    @Command(
            name = "remove",
            description = {
                "Remove a data set from the store.",
                "To replace one, remove it and add it again under the same name."
            },
            mixinStandardHelpOptions = true)
    static final class Remove extends DeploymentCommand {

        @Parameters(
                paramLabel = "NAME[@DIGEST]",
                description = "Name of the data set and, if there are several, @ and the first digits of its digest, as"
                        + " printed by `redoubt data list`.")
        private String dataset;

        @Override
        public Integer call() throws Exception {
            DatasetName name = OptionErrors.ofValue("NAME", () -> DatasetName.parse(dataset));
            return deployment.withServers((client, store) -> {
                DatasetCatalog catalog = deployment.catalog(store);
                DatasetManifest found = OptionErrors.ofValue("NAME", () -> catalog.resolve(name));
                Set<String> users = client.unfinished(request -> uses(request, found.ref()));
                if (!users.isEmpty()) {
                    throw new InvalidFieldException(
                            "NAME",
                            found.name() + " is used by " + String.join(", ", users)
                                    + "; wait until it has ended, or `redoubt cancel` it");
                }
                catalog.remove(found.ref());
                out().println("removed " + found.name() + "@" + found.sha256());
                return ExitCode.OK;
            });
        }

        private static boolean uses(ExperimentRequest request, DatasetRef dataset) {
            DatasetName named = DatasetName.parse(request.dataset());
            return named.name().equals(dataset.name()) && dataset.sha256().startsWith(named.digestPrefix());
        }
    }

    /** {@code redoubt data add NAME DIR}. */
    @Command(
            name = "add",
            description = "Add a data set from a directory to the store.",
            footer = {
                "",
                "Files in DIR (details in docs/datasets.md):",
                "  folder     train/<class>/ and test/<class>/ with .png, .jpg or .jpeg files of one size; val, valid and",
                "             validation are read as test; or val/val_annotations.txt as in Tiny ImageNet",
                "  idx        train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte and",
                "             t10k-labels-idx1-ubyte, each also with .gz",
                "  cifar-10   data_batch_1.bin to data_batch_5.bin and test_batch.bin",
                "  cifar-100  train.bin, test.bin and fine_label_names.txt",
                "",
                "For example:",
                "  redoubt data add pets DIR --format folder"
            },
            mixinStandardHelpOptions = true)
    static final class Add extends DeploymentCommand {

        @Parameters(index = "0", paramLabel = "NAME", description = "Name of the data set in requests.")
        private String name;

        @Parameters(index = "1", paramLabel = "DIR", description = "Directory with the files of the data set.")
        private String folder;

        @Option(
                names = "--format",
                required = true,
                paramLabel = "FORMAT",
                completionCandidates = FormatNames.class,
                description = "File format: ${COMPLETION-CANDIDATES}.")
        private String format;

        @Option(
                names = "--train",
                paramLabel = "N",
                description = "Keep N training images, a sample with as many of each class.")
        private Optional<Integer> train;

        @Option(
                names = "--test",
                paramLabel = "N",
                description = "Keep N test images, a sample with as many of each class.")
        private Optional<Integer> test;

        @Option(
                names = DataSource.PAD,
                paramLabel = "SIDE",
                description = "Pad images with zeros to SIDE x SIDE pixels, for example 32.")
        private Optional<Integer> side;

        @Option(
                names = DataSource.FILE_ORDER,
                description =
                        "Keep the order of the test images in the files. By default, images whose classes are not mixed are"
                                + " put in a stratified order, so that the first are a sample of all.")
        private boolean fileOrder;

        @Override
        public Integer call() throws Exception {
            ReadOptions options = new ReadOptions(true, note -> out().println("note: " + note));
            ImageDataset read = DataSource.directory("DIR", folder, Optional.of(name), format, options);
            int classes = read.classes().size();
            // Of no interest if the images are rejected.
            List<String> notes = new ArrayList<>();
            ImageDataset subset = read.withImages(
                    DataSource.sample("--train", train, read.train(), classes, fileOrder, notes::add),
                    DataSource.sample("--test", test, read.test(), classes, fileOrder, notes::add));
            ImageDataset padded = DataSource.padded(subset, side);
            ImageDataset loaded = OptionErrors.ofFile("DIR", Path.of(folder), at -> DatasetFile.load(padded));
            ImageDataset dataset = DataSource.ordered(loaded, fileOrder, notes::add);
            notes.forEach(options.notes());
            ProcessDirectory.removeOnExit();
            try (ScratchDirectory scratch = new ScratchDirectory("data-")) {
                Path file = scratch.folder().resolve(StoreKeys.DATA);
                DatasetManifest manifest = DatasetFile.write(dataset, file);
                return deployment.withStore(store -> {
                    deployment.catalog(store).publish(file, manifest);
                    print(out(), manifest);
                    return ExitCode.OK;
                });
            }
        }
    }
}
