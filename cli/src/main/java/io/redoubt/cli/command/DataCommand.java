package io.redoubt.cli.command;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.job.DatasetRef;
import io.redoubt.api.request.DatasetName;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.option.FormatNames;
import io.redoubt.cli.option.IdConverter;
import io.redoubt.cli.option.ImageOptions;
import io.redoubt.cli.option.PathConverter;
import io.redoubt.cli.option.WholeNumber;
import io.redoubt.cli.standalone.DataSource;
import io.redoubt.cli.standalone.OptionErrors;
import io.redoubt.cli.standalone.OptionProblems;
import io.redoubt.core.data.DatasetFile;
import io.redoubt.core.data.ImageDataset;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.data.TestOverlap;
import io.redoubt.core.data.format.ReadOptions;
import io.redoubt.pipeline.dataset.DatasetCatalog;
import io.redoubt.pipeline.scratch.ProcessDirectory;
import io.redoubt.pipeline.scratch.ScratchDirectory;
import io.redoubt.pipeline.store.StoreKeys;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

        @Option(names = "--json", description = "Print JSON: a list of the manifests of the data sets.")
        private boolean json;

        @Override
        public Integer call() throws Exception {
            return deployment.withStore(store -> {
                List<DatasetManifest> datasets = deployment.catalog(store).list();
                if (json) {
                    out().println(new String(Json.pretty(datasets), StandardCharsets.UTF_8));
                } else {
                    datasets.forEach(dataset -> print(out(), dataset));
                }
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
        private DatasetName dataset;

        @Override
        public Integer call() throws Exception {
            return deployment.withServers((client, store) -> {
                DatasetCatalog catalog = deployment.catalog(store);
                DatasetManifest found = OptionErrors.ofValue("NAME", () -> catalog.resolve(dataset));
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
            modelTransformer = FormatLayouts.class,
            mixinStandardHelpOptions = true)
    static final class Add extends DeploymentCommand {

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
                description = "Directory with the files of the data set.")
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
                converter = WholeNumber.Positive.class,
                paramLabel = "N",
                description = "Keep N training images, the same number of each class.")
        private Optional<Integer> train;

        @Option(
                names = "--test",
                converter = WholeNumber.Positive.class,
                paramLabel = "N",
                description = "Keep N test images, the same number of each class.")
        private Optional<Integer> test;

        @Mixin
        private ImageOptions images;

        @Override
        public Integer call() throws Exception {
            ReadOptions options = new ReadOptions(true, note -> out().println("note: " + note));
            ImageDataset read = DataSource.directory("DIR", folder, Optional.of(name), format, options);
            int classes = read.classes().size();
            // Printed only if the images are accepted.
            List<String> notes = new ArrayList<>();
            OptionProblems problems = new OptionProblems();
            Optional<ImageSet> trained = problems.check(
                    () -> DataSource.sample("--train", train, read.train(), classes, images.fileOrder(), notes::add));
            Optional<ImageSet> tested = problems.check(
                    () -> DataSource.sample("--test", test, read.test(), classes, images.fileOrder(), notes::add));
            problems.check(() -> DataSource.padded(read, images.side()));
            problems.throwIfAny();
            ImageDataset padded =
                    DataSource.padded(read.withImages(trained.orElseThrow(), tested.orElseThrow()), images.side());
            ImageDataset loaded = OptionErrors.ofFile("DIR", Path.of(folder), at -> DatasetFile.load(padded));
            ImageDataset dataset = DataSource.ordered(loaded, images.fileOrder(), notes::add);
            TestOverlap.of(dataset).note().ifPresent(notes::add);
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
