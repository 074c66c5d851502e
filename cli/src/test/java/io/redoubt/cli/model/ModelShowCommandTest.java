package io.redoubt.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.cli.command.Console;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.Weights;
import io.redoubt.core.model.file.ModelDescription;
import io.redoubt.core.model.file.ModelFile;
import io.redoubt.core.model.network.PreActResNet;
import io.redoubt.data.safetensors.Safetensors;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelShowCommandTest {

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
    void showRejectsAFileWithoutADescription() throws IOException {
        Path file = folder.resolve("state.safetensors");
        try (OutputStream out = Files.newOutputStream(file)) {
            Safetensors.write(out, Weights.initial(GREY.tensors(), 1).tensors(), Map.of());
        }

        Console console = Console.run("model", "show", file.toString());

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err()).startsWith("show: " + file + " has no metadata 'redoubt.model'");
    }
}
