package io.redoubt.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.cli.command.Console;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.Weights;
import io.redoubt.core.model.file.ModelDescription;
import io.redoubt.core.model.file.ModelFile;
import io.redoubt.core.model.network.WideResNet;
import io.redoubt.data.ImageShape;
import io.redoubt.data.safetensors.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelImportCommandTest extends StateDictFolder {

    @Test
    void prefixSelectsTheNetwork() throws IOException {
        Path target = folder.resolve("model.safetensors");
        List<Tensor> tensors = new ArrayList<>();
        Weights.initial(COLOUR.tensors(), 1)
                .tensors()
                .forEach(tensor -> tensors.add(tensor.named("model." + tensor.name())));
        Weights.initial(COLOUR.tensors(), 2)
                .tensors()
                .forEach(tensor -> tensors.add(tensor.named("ema." + tensor.name())));
        Path file = written(tensors);

        Console both = imported(file, target);
        Console one = imported(file, target, "--prefix=ema");

        assertThat(both.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(both.err()).contains("under the prefixes 'ema.', 'model.'; choose one with --prefix");
        assertThat(one.code()).isEqualTo(ExitCode.OK);
        assertThat(one.out()).contains("ignored model.conv1.weight");
        assertThat(ModelFile.read(target).weights()).isEqualTo(Weights.initial(COLOUR.tensors(), 2));
    }

    @Test
    void assumedNormalisationIsReportedAsAWarning() throws IOException {
        Path target = folder.resolve("model.safetensors");

        assertThat(imported(stateDict(COLOUR, ""), target).err())
                .startsWith("import: warning: ")
                .contains("stores no normalisation", "--mean and --std")
                .hasLineCount(1);
        assertThat(imported(stateDict(COLOUR, ""), target, "--mean=0.5,0.5,0.5", "--std=0.2,0.2,0.2")
                        .err())
                .isEmpty();
    }

    @Test
    void classNamesAreComposedAsThoseOfFolders() throws IOException {
        Path target = folder.resolve("model.safetensors");

        Console.run(
                "model", "import", stateDict(COLOUR, "").toString(), "--classes=cat,dog,ma\u0308use", "--to=" + target);

        assertThat(ModelFile.read(target).description().classes()).containsExactly("cat", "dog", "m\u00e4use");
    }

    @Test
    void directoryOfTheTargetIsCreated() throws IOException {
        Path target = folder.resolve("no/such/folder/model.safetensors");

        assertThat(imported(stateDict(COLOUR, ""), target).code()).isEqualTo(ExitCode.OK);
        assertThat(target).exists();
        assertThat(imported(stateDict(COLOUR, ""), folder).err()).contains("--to: " + folder + " is a directory");
    }

    @Test
    void importWritesADescribedModel() throws IOException {
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

    @ParameterizedTest
    @CsvSource({"32, 3x32x32", "48x64, 3x48x64"})
    void imageSizeIsStored(String size, String shape) throws IOException {
        Path target = folder.resolve("model.safetensors");

        Console console = imported(stateDict(COLOUR, ""), target, "--image-size=" + size);

        assertThat(console.code()).isEqualTo(ExitCode.OK);
        assertThat(console.out().lines()).contains("images " + shape);
        assertThat(ModelFile.read(target).description().images().map(ImageShape::toString))
                .contains(shape);
    }

    /** Without the size, the network would be judged on images that it was not trained for. */
    @Test
    void importedModelIsNotJudgedOnImagesOfAnotherSize() throws IOException {
        SmallModel small = SmallModel.in(folder);
        Path target = folder.resolve("imported.safetensors");
        Path state = written(ModelFile.read(small.model()).weights().tensors());
        Console.run(
                "model",
                "import",
                state.toString(),
                "--classes=" + String.join(",", SmallModel.CLASSES),
                "--image-size=32",
                "--to=" + target);

        for (String command : List.of("evaluate", "attack")) {
            Console console = Console.run(
                    command,
                    "--model=" + target,
                    "--data=" + small.data(),
                    "--attack=fgsm",
                    "--out=" + folder.resolve("o"));

            assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(console.err())
                    .contains("was trained on images of 1x32x32, those of small are 1x8x8", "pad them with --pad 32");
        }
    }

    @Test
    void importRecognisesArchitectureDepthAndWidth() throws IOException {
        Path target = folder.resolve("model.safetensors");
        WideResNet network = new WideResNet(WideResNet.Variant.RELU, 10, 2, 3, Normalisation.CIFAR10);
        List<Tensor> tensors =
                new ArrayList<>(Weights.initial(network.tensors(), 1).tensors());
        tensors.replaceAll(tensor -> tensor.named("model." + tensor.name()));
        tensors.add(Tensor.of("normalize.mean", new long[] {1, 3, 1, 1}, new float[] {0.4914f, 0.4822f, 0.4465f}));
        tensors.add(Tensor.of("normalize.std", new long[] {1, 3, 1, 1}, new float[] {0.2471f, 0.2435f, 0.2616f}));

        Console console =
                Console.run("model", "import", written(tensors).toString(), "--classes=cat,dog,ship", "--to=" + target);

        assertThat(console.code()).isEqualTo(ExitCode.OK);
        assertThat(console.out().lines())
                .containsExactly(
                        "recognised wide-resnet, depth 10, width 2 (WideResNet-10-2), 3 classes",
                        "matched " + network.tensors().size() + " tensors, without their prefix model.",
                        "normalisation mean [0.4914, 0.4822, 0.4465], std [0.2471, 0.2435, 0.2616], from the tensors"
                                + " normalize.mean, normalize.std",
                        "fits wide-resnet-silu as well; if it is that network, import it with --architecture"
                                + " wide-resnet-silu",
                        "images of unknown size, so any size is accepted; state it with --image-size",
                        "wrote " + target);
        assertThat(ModelFile.read(target).network()).isEqualTo(network);
    }

    @Test
    void importAcceptsAnExplicitArchitecture() throws IOException {
        Path target = folder.resolve("model.safetensors");
        WideResNet network = new WideResNet(WideResNet.Variant.SILU, 10, 1, 3, Normalisation.none(3));

        Console console = Console.run(
                "model",
                "import",
                written(Weights.initial(network.tensors(), 1).tensors()).toString(),
                "--architecture=wide-resnet-silu",
                "--classes=cat,dog,ship",
                "--to=" + target);

        assertThat(console.code()).isEqualTo(ExitCode.OK);
        assertThat(console.out()).contains("assumed, as in published networks of this kind");
        assertThat(ModelFile.read(target).network()).isEqualTo(network);
    }

    @Test
    void meanAndStdSetTheNormalisation() throws IOException {
        Path target = folder.resolve("model.safetensors");

        Console console = imported(stateDict(GREY, ""), target, "--mean", "0.5", "--std", "0.25");

        assertThat(console.code()).isEqualTo(ExitCode.OK);
        assertThat(ModelFile.read(target).network()).isEqualTo(GREY);
    }
}
