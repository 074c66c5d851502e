package io.redoubt.cli.model;

import io.redoubt.api.ExtensionPoint;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Plural;
import io.redoubt.cli.option.ArchitectureNames;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.option.WholeNumber;
import io.redoubt.cli.standalone.OptionErrors;
import io.redoubt.cli.standalone.TargetFile;
import io.redoubt.core.model.Network;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.file.ModelDescription;
import io.redoubt.core.model.file.ModelFile;
import io.redoubt.core.model.file.StateDictImport;
import io.redoubt.core.model.file.StateDictImport.Known;
import io.redoubt.core.model.file.UnknownNetworkException;
import io.redoubt.core.model.network.Networks;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.data.safetensors.Safetensors;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code redoubt model}. */
@Command(
        name = "model",
        description = "Download and show model files, and import networks from PyTorch.",
        mixinStandardHelpOptions = true,
        subcommands = {ModelGetCommand.class, ModelCommand.Show.class, ModelCommand.Import.class})
public final class ModelCommand {

    /** {@code redoubt model show FILE}. */
    @Command(
            name = "show",
            description = "Show the description and the tensors of a model file.",
            mixinStandardHelpOptions = true)
    static final class Show implements Callable<Integer> {

        @Parameters(paramLabel = "FILE", description = "Model file, safetensors.")
        private Path file;

        @Option(names = "--script", description = "Print the TorchScript source of the network instead.")
        private boolean script;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws Exception {
            ModelFile model = OptionErrors.ofFile(OptionErrors.FILE, file, ModelFile::read);
            PrintWriter out = spec.commandLine().getOut();
            if (script) {
                ScriptSource source = new ScriptSource();
                model.network().define(source);
                out.print(source.text());
            } else {
                show(model, out);
            }
            return ExitCode.OK;
        }

        private static void show(ModelFile model, PrintWriter out) {
            ModelDescription description = model.description();
            out.println("network        " + description.architecture() + ", depth " + description.depth() + ", width "
                    + description.width());
            out.println("normalisation  mean " + description.normalisation().mean() + ", std "
                    + description.normalisation().std());
            out.println("task           " + description.task());
            out.println("classes        " + String.join(", ", description.classes()));
            description
                    .images()
                    .ifPresent(images -> out.println(
                            "images         " + images.channels() + "x" + images.height() + "x" + images.width()));
            out.println("job            " + description.job());
            out.println("tensors        " + model.weights().tensors().size());
            model.weights().tensors().forEach(tensor -> out.println("  " + tensor));
        }
    }

    /** {@code redoubt model import FILE}. */
    @Command(
            name = "import",
            description = {
                "Convert a state dict that PyTorch saved as safetensors to a model file.",
                "Architecture, depth and width are recognised from the names and shapes of the tensors."
            },
            mixinStandardHelpOptions = true)
    static final class Import implements Callable<Integer> {

        /** The file name of a shard of a large state dict, as written by `huggingface_hub` and `transformers`. */
        private static final Pattern SHARD = Pattern.compile(".*-\\d{5}-of-\\d{5}\\..*");

        @Parameters(paramLabel = "FILE", description = "State dict, safetensors.")
        private Path file;

        @Option(
                names = "--architecture",
                paramLabel = "NAME",
                description = "Required if the tensors fit several networks: ${COMPLETION-CANDIDATES}.",
                completionCandidates = ArchitectureNames.class)
        private Optional<String> architecture;

        @Option(
                names = "--depth",
                converter = WholeNumber.Positive.class,
                paramLabel = "N",
                description = "Weight layers, such as 18 (default: recognised).")
        private Optional<Integer> depth;

        @Option(
                names = "--width",
                converter = WholeNumber.Positive.class,
                paramLabel = "N",
                description =
                        "Channels of the stem of a ResNet, such as 64, or widening factor, such as 10 (default: recognised).")
        private Optional<Integer> width;

        @Option(
                names = "--prefix",
                paramLabel = "TEXT",
                description = "Prefix of the network's tensors, such as ema., if the file holds several networks.")
        private Optional<String> prefix;

        @Option(
                names = "--classes",
                required = true,
                split = ",",
                paramLabel = "NAME",
                description = "Names of the outputs, in order.")
        private List<String> classes;

        @Option(
                names = "--image-size",
                converter = ImageSize.Converter.class,
                paramLabel = "SIDE",
                description =
                        "Height and width of the images that it was trained on, such as 32, or HEIGHTxWIDTH."
                                + " Images of another size are then rejected by evaluate and attack (default: unknown, any size).")
        private Optional<ImageSize> imageSize;

        @ArgGroup(exclusive = false)
        private Channels channels;

        @Option(names = "--to", required = true, paramLabel = "FILE", description = "Model file to write.")
        private Path target;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws Exception {
            TargetFile.prepare("--to", target, List.of(file));
            PrintWriter out = spec.commandLine().getOut();
            Known known = known();
            StateDictImport found = OptionErrors.ofFile(OptionErrors.FILE, file, state -> read(state, known));
            report(found, out);
            requireClasses(found.network());
            ModelDescription description = OptionErrors.ofValue(
                    "--classes",
                    () -> ModelDescription.of(
                            found.network(),
                            classes.stream().map(Import::composed).toList(),
                            ModelDescription.CLASSIFICATION,
                            ModelDescription.IMPORTED));
            int channelCount = found.network().channels();
            new ModelFile(
                            imageSize
                                    .map(images -> description.withImages(images.shape(channelCount)))
                                    .orElse(description),
                            found.weights())
                    .write(target);
            out.println(imageSize
                    .map(images -> "images " + images.shape(channelCount))
                    .orElse("images of unknown size, so any size is accepted; state it with --image-size"));
            out.println("wrote " + target);
            return ExitCode.OK;
        }

        private Known known() {
            return new Known(
                    architecture.map(name -> ExtensionPoint.ARCHITECTURE.require("--architecture", name)),
                    optional(depth),
                    optional(width),
                    Optional.ofNullable(channels).map(Channels::normalisation),
                    prefix.map(given -> given.isEmpty() || given.endsWith(".") ? given : given + "."));
        }

        private static StateDictImport read(Path file, Known known) throws IOException {
            Safetensors state = Safetensors.read(file);
            if (ModelFile.isDescribed(state)) {
                throw new IllegalArgumentException(file + " is a model file already, with its own classes and"
                        + " normalisation; use it as it is (`redoubt model show` prints them)");
            }
            try {
                return StateDictImport.of(Networks.STANDARD, state.tensors().values(), known);
            } catch (UnknownNetworkException e) {
                throw SHARD.matcher(file.getFileName().toString()).matches()
                        ? new IllegalArgumentException(
                                file + " is one of several files of a state dict; save all tensors in one file", e)
                        : e;
            }
        }

        private static OptionalInt optional(Optional<Integer> given) {
            return given.map(OptionalInt::of).orElse(OptionalInt.empty());
        }

        private void report(StateDictImport found, PrintWriter out) {
            Network network = found.network();
            out.println("recognised " + network.architecture() + ", depth " + network.depth() + ", width "
                    + network.width() + " (" + network.publishedName() + "), " + network.classes() + " classes");
            out.println("matched " + Plural.of(found.matched(), "tensor")
                    + (found.prefix().isEmpty() ? "" : ", without their prefix " + found.prefix())
                    + (found.naming().isOwn()
                            ? ""
                            : ", by the names of " + found.naming().name()));
            out.println("normalisation mean " + network.normalisation().mean() + ", std "
                    + network.normalisation().std() + ", " + origin(found));
            if (found.constants().isEmpty() && channels == null) {
                spec.commandLine()
                        .getErr()
                        .println("import: warning: " + file + " stores no normalisation. If the images"
                                + " were normalised in training, for example by transforms.Normalize in the data loader, import it"
                                + " with the --mean and --std of the training; all accuracies are wrong otherwise");
            }
            found.ignored().forEach(name -> out.println("ignored " + name));
            found.alternatives()
                    .forEach(other -> out.println("fits " + other + " as well; if it is that network, import it with"
                            + " --architecture " + other));
        }

        private String origin(StateDictImport found) {
            if (!found.constants().isEmpty()) {
                return "from the tensors " + String.join(", ", found.constants());
            }
            return channels != null
                    ? "as given"
                    : "assumed, as in published networks of this kind; use --mean and --std to override it";
        }

        /** Returns the name in composed Unicode (NFC), the form of the names of class folders. */
        private static String composed(String name) {
            return Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
        }

        private void requireClasses(Network network) {
            if (classes.size() != network.classes()) {
                throw new InvalidFieldException(
                        "--classes",
                        "names " + Plural.of(classes.size(), "class", "classes") + " and the network has "
                                + network.classes() + " outputs; name " + network.classes());
            }
        }
    }

    /** The first layer; both lists or neither. */
    static final class Channels {

        @Option(
                names = "--mean",
                required = true,
                split = ",",
                paramLabel = "X",
                description = "Mean of each image channel, together with --std (default: from the file, or as in"
                        + " published networks).")
        private List<Double> mean;

        @Option(
                names = "--std",
                required = true,
                split = ",",
                paramLabel = "X",
                description = "Standard deviation of each image channel, together with --mean.")
        private List<Double> std;

        private Normalisation normalisation() {
            return OptionErrors.ofArgument("--mean", () -> {
                Normalisation given = new Normalisation(mean, std);
                given.requireWithin(0, 1);
                return given;
            });
        }
    }
}
