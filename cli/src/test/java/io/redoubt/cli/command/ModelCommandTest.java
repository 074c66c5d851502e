package io.redoubt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.core.model.ModelDescription;
import io.redoubt.core.model.ModelFile;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.PreActResNet;
import io.redoubt.core.model.Weights;
import io.redoubt.core.safetensors.Safetensors;
import io.redoubt.core.safetensors.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCommandTest {
    private static final PreActResNet COLOUR = new PreActResNet(10, 2, 3, Normalisation.IMAGENET);
    private static final PreActResNet GREY = new PreActResNet(10, 2, 3, new Normalisation(List.of(0.5), List.of(0.25)));

    @TempDir
    private Path folder;

    @Test
    void showPrintsDescriptionAndTensors() throws IOException {
        Path file = folder.resolve("model.safetensors");
        Weights weights = Weights.initial(GREY.tensors(), 1);
        new ModelFile(ModelDescription.of(GREY, List.of("a", "b", "c"), "classification", "f00d"), weights).write(file);

        Console console = Console.run("model", "show", file.toString());

        assertThat(console.code()).isEqualTo(ExitCode.OK);
        assertThat(console.out().lines())
                .contains(
                        "network        preact-resnet-v2-cifar, depth 10, width 2",
                        "normalisation  mean [0.5], std [0.25]",
                        "task           classification",
                        "classes        a, b, c",
                        "job            f00d",
                        "  conv1.weight: F32[2, 1, 3, 3]",
                        "  fc.bias: F32[3]");
    }

    @Test
    void showPrintsTheScriptOfTheNetworkWithLayerNames() throws IOException {
        Path file = folder.resolve("model.safetensors");
        Weights weights = Weights.initial(GREY.tensors(), 1);
        new ModelFile(ModelDescription.of(GREY, List.of("a", "b", "c"), "classification", "f00d"), weights).write(file);

        Console console = Console.run("model", "show", "--script", file.toString());

        assertThat(console.code()).isEqualTo(ExitCode.OK);
        assertThat(console.out().lines().map(String::strip))
                .startsWith("class Redoubt(Module):")
                .contains("def losses(self: __torch__.Redoubt, w: List[Tensor], x: Tensor, t: Tensor,"
                        + " trunk_training: bool, head_training: bool) -> Tensor:")
                .anyMatch(line -> line.matches("h\\d+ = self.convolution\\(h\\d+, w\\[0], 1\\)  # conv1"))
                .anyMatch(line -> line.matches("h\\d+ = torch.linear\\(.*\\)  # fc"));
    }

    @Test
    void showAsksForADescription() throws IOException {
        Console console = Console.run("model", "show", stateDict(COLOUR, "").toString());

        assertThat(console.code()).isEqualTo(ExitCode.FAILED);
        assertThat(console.err()).startsWith("show: state.safetensors has no metadata 'redoubt.model'");
    }

    @Test
    void importedWeightsMakeADescribedModel() throws IOException {
        Path target = folder.resolve("model.safetensors");

        Console console = imported(stateDict(COLOUR, "1."), target);

        assertThat(console.code()).isEqualTo(ExitCode.OK);
        assertThat(console.out().lines())
                .contains(
                        "matched 62 tensors, without their prefix 1.",
                        "ignored 1.bn1.num_batches_tracked",
                        "wrote " + target);
        ModelFile model = ModelFile.read(target);
        assertThat(model.network()).isEqualTo(COLOUR);
        assertThat(model.description().classes()).containsExactly("cat", "dog", "ship");
        assertThat(model.description().job()).isEqualTo(ModelDescription.IMPORTED);
        assertThat(model.weights()).isEqualTo(Weights.initial(COLOUR.tensors(), 1));
    }

    @Test
    void meanAndStdDescribeOtherChannels() throws IOException {
        Path target = folder.resolve("model.safetensors");

        Console console = imported(stateDict(GREY, ""), target, "--mean", "0.5", "--std", "0.25");

        assertThat(console.code()).isEqualTo(ExitCode.OK);
        assertThat(ModelFile.read(target).network()).isEqualTo(GREY);
    }

    @Test
    void meanWithoutStdIsBadInput() throws IOException {
        Console console = imported(stateDict(GREY, ""), folder.resolve("model.safetensors"), "--mean", "0.5");

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err()).contains("--std");
    }

    @Test
    void missingTensorsAreNamedAndNothingIsWritten() throws IOException {
        Path target = folder.resolve("model.safetensors");
        Path deeper = stateDict(COLOUR, "");

        Console console = Console.run(
                "model",
                "import",
                deeper.toString(),
                "--depth=18",
                "--width=2",
                "--classes=cat,dog,ship",
                "--to=" + target);

        assertThat(console.code()).isEqualTo(ExitCode.FAILED);
        assertThat(console.out()).contains("missing layer1.1.conv1.weight");
        assertThat(console.err()).contains("layer1.1.conv1.weight").contains("check depth, width and classes");
        assertThat(target).doesNotExist();
    }

    @Test
    void theStateDictIsNotOverwritten() throws IOException {
        Path file = stateDict(COLOUR, "");
        byte[] before = Files.readAllBytes(file);

        Console console = imported(file, file);

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err()).startsWith("import: --to: ").contains("name another file");
        assertThat(file).hasBinaryContent(before);
    }

    private static Console imported(Path file, Path target, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("model", "import", file.toString(), "--depth=10", "--width=2", "--classes=cat,dog,ship"));
        arguments.add("--to=" + target);
        arguments.addAll(List.of(more));
        return Console.run(arguments.toArray(String[]::new));
    }

    private Path stateDict(PreActResNet network, String prefix) throws IOException {
        List<Tensor> tensors = new ArrayList<>();
        for (Tensor tensor : Weights.initial(network.tensors(), 1).tensors()) {
            tensors.add(new Tensor(prefix + tensor.name(), tensor.dtype(), tensor.shape(), tensor.data()));
        }
        tensors.add(Tensor.of(prefix + "bn1.num_batches_tracked", new long[0], new long[] {7}));
        Path file = folder.resolve("state.safetensors");
        try (OutputStream out = Files.newOutputStream(file)) {
            Safetensors.write(out, tensors, Map.of());
        }
        return file;
    }
}
