package io.redoubt.cli.command;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.core.model.ModelDescription;
import io.redoubt.core.model.ModelFile;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.PreActResNet;
import io.redoubt.core.model.StateDict;
import io.redoubt.core.safetensors.Safetensors;
import io.redoubt.core.script.ScriptSource;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code redoubt model}. */
@Command(
        name = "model",
        description = "Shows model files, and makes them of networks trained elsewhere.",
        mixinStandardHelpOptions = true,
        subcommands = {ModelCommand.Show.class, ModelCommand.Import.class})
final class ModelCommand {

    /** {@code redoubt model show FILE}. */
    @Command(
            name = "show",
            description = "Shows the description and the tensors of a model file.",
            mixinStandardHelpOptions = true)
    static final class Show implements Callable<Integer> {

        @Parameters(paramLabel = "FILE", description = "A model file, safetensors.")
        private Path file;

        @Option(names = "--script", description = "Print the TorchScript source of the network instead.")
        private boolean script;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws Exception {
            ModelFile model = ModelFile.read(file);
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
            out.println("job            " + description.job());
            out.println("tensors        " + model.weights().tensors().size());
            model.weights().tensors().forEach(tensor -> out.println("  " + tensor));
        }
    }

    /** {@code redoubt model import FILE}. */
    @Command(
            name = "import",
            description = "Makes a model file of a state dict that PyTorch saved as safetensors.",
            mixinStandardHelpOptions = true)
    static final class Import implements Callable<Integer> {

        @Parameters(paramLabel = "FILE", description = "The state dict, safetensors.")
        private Path file;

        @Option(names = "--depth", required = true, paramLabel = "N", description = "Weight layers, such as 18 or 50.")
        private int depth;

        @Option(names = "--width", required = true, paramLabel = "N", description = "Channels of the stem, such as 64.")
        private int width;

        @Option(
                names = "--classes",
                required = true,
                split = ",",
                paramLabel = "NAME",
                description = "Names of the outputs, in order.")
        private List<String> classes;

        @ArgGroup(exclusive = false)
        private Channels channels;

        @Option(names = "--to", required = true, paramLabel = "FILE", description = "The model file to write.")
        private Path target;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws Exception {
            if (Files.exists(target) && Files.isSameFile(file, target)) {
                throw new InvalidFieldException("--to", target + " is the state dict itself; name another file");
            }
            PreActResNet network = new PreActResNet(depth, width, classes.size(), normalisation());
            Safetensors content = Safetensors.read(ByteBuffer.wrap(Files.readAllBytes(file)));
            StateDict found = StateDict.of(network.tensors(), content.tensors().values());
            PrintWriter out = spec.commandLine().getOut();
            out.println("matched " + found.matched().size() + " tensors"
                    + (found.prefix().isEmpty() ? "" : ", without their prefix " + found.prefix()));
            found.missing().forEach(name -> out.println("missing " + name));
            found.ignored().forEach(name -> out.println("ignored " + name));
            ModelDescription description =
                    ModelDescription.of(network, classes, ModelDescription.CLASSIFICATION, ModelDescription.IMPORTED);
            new ModelFile(description, found.complete()).write(target);
            out.println("wrote " + target);
            return ExitCode.OK;
        }

        private Normalisation normalisation() {
            return channels == null ? Normalisation.IMAGENET : new Normalisation(channels.mean, channels.std);
        }
    }

    /** The first layer; both lists or neither. */
    static final class Channels {

        @Option(
                names = "--mean",
                required = true,
                split = ",",
                paramLabel = "X",
                description = "Mean of each image channel (default: ImageNet's, for three channels).")
        private List<Double> mean;

        @Option(
                names = "--std",
                required = true,
                split = ",",
                paramLabel = "X",
                description = "Standard deviation of each image channel.")
        private List<Double> std;
    }
}
