package io.redoubt.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.cli.command.Console;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.Weights;
import io.redoubt.core.model.network.PreActResNet;
import io.redoubt.data.safetensors.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code redoubt model import} rejects, and with which remedy. */
class ModelImportErrorsTest extends StateDictFolder {

    /** The start of files of wrong types, one character a byte, and what is said of them. */
    static Stream<Arguments> wrongTypes() {
        return Stream.of(
                Arguments.of("version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "is a Git LFS pointer"),
                Arguments.of("<!DOCTYPE html>\n<html></html>\n", "is a web page"),
                Arguments.of("\200\2}q\0.", "is a PyTorch pickle"),
                Arguments.of("{\"error\":\"not found\"}", "is JSON text"),
                Arguments.of("\37\213\10\0\0\0\0\0\0\3", "is a gzip file"),
                Arguments.of("", "is empty"));
    }

    @ParameterizedTest
    @MethodSource("wrongTypes")
    void fileOfTheWrongTypeIsNamed(String content, String problem) throws IOException {
        Path file = Files.write(folder.resolve("wrong.safetensors"), content.getBytes(StandardCharsets.ISO_8859_1));
        Console shown = Console.run("model", "show", file.toString());
        Console imported = imported(file, folder.resolve("model.safetensors"));

        assertThat(shown.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(shown.err()).startsWith("show: " + file + " " + problem).hasLineCount(1);
        assertThat(imported.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(imported.err()).startsWith("import: " + file + " " + problem).hasLineCount(1);
    }

    @Test
    void directoryAndMissingFileAreNamed() {
        assertThat(Console.run("model", "show", folder.toString()).err())
                .startsWith("show: " + folder + " is a directory");
        Path missing = folder.resolve("missing");
        Console console = imported(missing, folder.resolve("model.safetensors"));
        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err()).startsWith("import: no such file: " + missing);
    }

    @Test
    void deeperNetworkIsRejectedWithItsDepth() throws IOException {
        Path target = folder.resolve("model.safetensors");

        Console console = imported(stateDict(new PreActResNet(34, 2, 3, Normalisation.IMAGENET), ""), target);

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err())
                .contains("the tensors are those of preact-resnet-v2-cifar, depth 34, width 2")
                .contains("left over");
        assertThat(target).doesNotExist();
    }

    @Test
    void constantsInUnitsOfBytesAreRefused() throws IOException {
        Console console = imported(stateDict(COLOUR, ""), folder.resolve("m"), "--mean=125,123,113", "--std=63,62,66");

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err()).startsWith("import: --mean: ").contains("divide", "by 255");
    }

    @Test
    void duplicateClassNameIsRejected() throws IOException {
        Path target = folder.resolve("model.safetensors");

        Console console = Console.run(
                "model", "import", stateDict(COLOUR, "").toString(), "--classes=cat,dog, cat", "--to=" + target);

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err()).contains("import: --classes: contains 'cat' twice");
        assertThat(target).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1025", "3x32x32", "32x", "99999999999", "big"})
    void invalidImageSizeIsBadInput(String size) throws IOException {
        Path target = folder.resolve("model.safetensors");

        Console console = imported(stateDict(COLOUR, ""), target, "--image-size=" + size);

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err())
                .startsWith("import: --image-size: '" + size + "' is not a size; use a side of 1 to 1024 pixels")
                .hasLineCount(1);
        assertThat(target).doesNotExist();
    }

    @Test
    void unknownArchitectureIsBadInput() throws IOException {
        Console console =
                imported(stateDict(COLOUR, ""), folder.resolve("model.safetensors"), "--architecture", "lenet");

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err())
                .startsWith("import: --architecture: ")
                .contains("Use one of preact-resnet-v2-cifar, ");
    }

    @Test
    void leftOverTensorsAreNamedAndNothingIsWritten() throws IOException {
        Path target = folder.resolve("model.safetensors");
        List<Tensor> tensors =
                new ArrayList<>(Weights.initial(COLOUR.tensors(), 1).tensors());
        tensors.add(Tensor.of("projector.weight", new long[] {1, 1}, new float[1]));

        Console console = imported(written(tensors), target);

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.out()).isEmpty();
        assertThat(console.err())
                .contains("the nearest is preact-resnet-v2-cifar, depth 10, width 2")
                .contains("[projector.weight] are left over")
                .contains("known architectures are ");
        assertThat(target).doesNotExist();
    }

    @Test
    void partOfAStateDictInSeveralFilesIsNamedAsOne() throws IOException {
        List<Tensor> tensors = Weights.initial(COLOUR.tensors(), 1).tensors();
        Path part = Files.move(
                written(tensors.subList(0, tensors.size() / 2)), folder.resolve("model-00001-of-00002.safetensors"));

        Console console = imported(part, folder.resolve("model.safetensors"));

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err())
                .isEqualTo(
                        "import: " + part + " is one of several files of a state dict; save all tensors in one file\n");
    }

    @Test
    void wrongNumberOfClassesIsBadInput() throws IOException {
        Console console = Console.run(
                "model",
                "import",
                stateDict(COLOUR, "").toString(),
                "--classes=cat,dog",
                "--to=" + folder.resolve("model.safetensors"));

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err()).contains("--classes: names 2 classes and the network has 3 outputs; name 3");
    }

    @Test
    void pickleIsRejectedWithARemedy() throws IOException {
        byte[] pickle = {(byte) 0x80, 2, (byte) 0x8a, 10, 'l', (byte) 0xfc, (byte) 0x9c, 'F', '.'};

        Console console =
                imported(Files.write(folder.resolve("model.pth"), pickle), folder.resolve("model.safetensors"));

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err()).contains("is a PyTorch pickle").contains("safetensors.torch.save_file");
    }

    @Test
    void meanWithoutStdIsBadInput() throws IOException {
        Console console = imported(stateDict(GREY, ""), folder.resolve("model.safetensors"), "--mean", "0.5");

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err())
                .startsWith(
                        "import: --std: is missing; Standard deviation of each image channel, together with --mean.")
                .doesNotContain("has no value");
    }

    @Test
    void modelFileIsNotImportedAgain() throws IOException {
        Path model = folder.resolve("model.safetensors");
        imported(stateDict(GREY, ""), model, "--mean=0.5", "--std=0.25");
        Path target = folder.resolve("again.safetensors");

        Console console = imported(model, target);

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err())
                .startsWith(
                        "import: " + model + " is a model file already, with its own classes and normalisation; use it")
                .hasLineCount(1);
        assertThat(target).doesNotExist();
    }

    @Test
    void otherNormalisationThanTheOneInTheFileIsRefused() throws IOException {
        List<Tensor> tensors =
                new ArrayList<>(Weights.initial(COLOUR.tensors(), 1).tensors());
        tensors.add(Tensor.of("mean", new long[] {1}, new float[] {0.5f}));
        tensors.add(Tensor.of("std", new long[] {1}, new float[] {0.25f}));

        Console console = imported(written(tensors), folder.resolve("m"), "--mean=0.4,0.4,0.4", "--std=0.2,0.2,0.2");

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err())
                .contains("the normalisation given, mean [0.4, 0.4, 0.4] and std [0.2, 0.2, 0.2], differs from"
                        + " mean [0.5] and std [0.25] in the tensors [mean, std]; leave it out");
    }

    @Test
    void negativeRunningVarianceIsRefusedByName() throws IOException {
        Path target = folder.resolve("model.safetensors");
        List<Tensor> tensors =
                new ArrayList<>(Weights.initial(COLOUR.tensors(), 1).tensors());
        tensors.replaceAll(tensor -> tensor.name().equals("bn1.running_var")
                ? Tensor.of(tensor.name(), tensor.shape(), new float[] {1, -1})
                : tensor);

        Console console = imported(written(tensors), target);

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err())
                .contains("tensor 'bn1.running_var' has negative values; a variance is at least 0")
                .hasLineCount(1);
        assertThat(target).doesNotExist();
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

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.out()).isEmpty();
        assertThat(console.err())
                .containsPattern("layer1\\.1\\.conv1\\.weight, .*] and \\d+ more are missing")
                .contains("check depth, width and classes")
                .hasLineCount(1);
        assertThat(target).doesNotExist();
    }

    @Test
    void stateDictIsNotOverwritten() throws IOException {
        Path file = stateDict(COLOUR, "");
        byte[] before = Files.readAllBytes(file);

        Console console = imported(file, file);

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err()).startsWith("import: --to: ").contains("name another file");
        assertThat(file).hasBinaryContent(before);
    }
}
