package io.redoubt.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.Json;
import io.redoubt.api.report.EvaluatedModel;
import io.redoubt.api.report.ModelEvaluation;
import io.redoubt.cli.command.Console;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.core.attack.logits.ImageInput;
import io.redoubt.core.attack.logits.TorchScriptModel;
import io.redoubt.core.model.Normalisation;
import io.redoubt.data.DatasetFile;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.ImageSet;
import io.redoubt.data.ImageShape;
import io.redoubt.data.random.RandomStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vision transformer that PyTorch exported, see {@code network_families_reference.py} in the tests of core. */
class TorchScriptCommandTest {
    private static final Path TRANSFORMER =
            Path.of("../core/src/test/resources/io/redoubt/core/model/vision-transformer.pt");
    private static final ImageShape SHAPE = new ImageShape(3, 16, 16);
    private static final int IMAGES = 20;
    private static final int CLASSES = 10;

    @TempDir
    private Path folder;

    private Path model;
    private Path data;

    @BeforeEach
    void makeData() throws IOException {
        // A misleading extension: archives are recognised by their content.
        model = Files.copy(TRANSFORMER, folder.resolve("model.safetensors"));
        data = folder.resolve("data.safetensors");
        ImageSet unlabelled = images(new int[IMAGES]);
        int[] labels;
        try (TorchScriptModel function =
                TorchScriptModel.load(model, new ImageInput(SHAPE, 0, 1, Normalisation.CIFAR10))) {
            float[][] points =
                    IntStream.range(0, IMAGES).mapToObj(unlabelled::floats).toArray(float[][]::new);
            float[][] logits = function.logits(points);
            labels = IntStream.range(0, IMAGES).map(i -> largest(logits[i])).toArray();
        }
        labels[0] = (labels[0] + 1) % CLASSES;
        List<String> names =
                IntStream.range(0, CLASSES).mapToObj(i -> "class " + i).toList();
        DatasetFile.write(new ImageDataset("small", names, images(labels), images(labels)), data);
    }

    @Test
    void visionTransformerIsEvaluated() throws IOException {
        Path results = folder.resolve("results");

        Console console = evaluate(
                "--input-size=3x16x16",
                "--input-mean=0.4914,0.4822,0.4465",
                "--input-std=0.2471,0.2435,0.2616",
                "--attack=apgd-ce-5+square-20",
                "--corruptions",
                "--checks=4",
                "--eps=64/255",
                "--out=" + results);

        assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.OK);
        assertThat(console.out()).contains("(TorchScript)");
        Path file = results.resolve("evaluation.json");
        ModelEvaluation found = Json.read(Files.readAllBytes(file), ModelEvaluation.class);
        assertThat(found.clean().right()).isEqualTo(IMAGES - 1);
        assertThat(found.robust().orElseThrow().right()).isLessThan(IMAGES - 1);
        assertThat(found.corruptions()).isPresent();
        assertThat(found.checks().orElseThrow().zeroGradients()).isZero();
        assertThat(found.robustbench().architecture()).isEqualTo("TorchScript");
        EvaluatedModel archive = found.models().get(0);
        assertThat(archive.architecture()).isEqualTo(EvaluatedModel.TORCHSCRIPT);
        assertThat(archive.depth()).isEmpty();
        assertThat(Json.mapper().readTree(file.toFile()).at("/models/0").has("depth"))
                .isFalse();
    }

    @Test
    void attackWritesExamples() {
        Path examples = folder.resolve("examples.safetensors");

        Console console = Console.run(
                "attack",
                "--model=" + model,
                "--input-size=3x16x16",
                "--data=" + data,
                "--attack=fgsm",
                "--out=" + examples);

        assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.OK);
        assertThat(examples).isNotEmptyFile();
    }

    @Test
    void rejectsAMissingOrUnsuitableInputDeclaration() {
        assertRejects(evaluate(), "--input-size", "is missing");
        assertRejects(evaluate("--input-size=32"), "--input-size", "'32' is not channels, height and width");
        assertRejects(
                evaluate("--input-size=3x32x32"), "--input-size", "3x32x32 is not the size of the images of small");
        assertRejects(evaluate("--input-size=3x16x16", "--input-range=1"), "--input-range", "has 1 numbers");
        assertRejects(evaluate("--input-size=3x16x16", "--input-range=1,0"), "--input-range", "use one that rises");
        assertRejects(evaluate("--input-size=3x16x16", "--input-mean=0.5"), "--input-mean", "both need one");
        assertRejects(
                evaluate("--input-size=3x16x16", "--input-mean=0.5", "--input-std=0.5"), "--input-mean", "3 channels");
    }

    @Test
    void rejectsAnArchiveForOtherImagesBeforeTheEvaluation() throws IOException {
        ImageSet small = new ImageSet(3, 8, 8, ByteBuffer.allocate(3 * 8 * 8), new int[1]);
        Path other = folder.resolve("other.safetensors");
        DatasetFile.write(new ImageDataset("other", List.of("a", "b"), small, small), other);

        Console console = Console.run("evaluate", "--model=" + model, "--input-size=3x8x8", "--data=" + other);

        assertRejects(console, "--model", "forward fails on images of shape (3, 3, 8, 8)");
    }

    @Test
    void rejectsAnArchiveInAnEnsemble() {
        assertRejects(evaluate("--model=" + model), "--model", "cannot be a member of an ensemble");
    }

    @Test
    void rejectsInputOptionsForAModelFile() throws IOException {
        SmallModel small = SmallModel.in(Files.createDirectory(folder.resolve("small")));

        Console console =
                Console.run("evaluate", "--model=" + small.model(), "--input-size=1x8x8", "--data=" + small.data());

        assertRejects(console, "--input-size", "a model file describes its input");
    }

    @Test
    void pickleIsRejectedWithARemedy() throws IOException {
        byte[] pickle = {(byte) 0x80, 2, (byte) 0x8a, 10, 'l', (byte) 0xfc, (byte) 0x9c, 'F', '.'};
        Path file = Files.write(folder.resolve("model.pth"), pickle);

        assertRejects(Console.run("evaluate", "--model=" + file, "--data=" + data), "--model", "is a PyTorch pickle");
    }

    private static void assertRejects(Console console, String option, String problem) {
        assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err()).contains(": " + option + ": ").contains(problem);
    }

    private Console evaluate(String... more) {
        List<String> arguments = new ArrayList<>(List.of("evaluate", "--model=" + model, "--data=" + data));
        arguments.addAll(List.of(more));
        return Console.run(arguments.toArray(String[]::new));
    }

    private static int largest(float[] logits) {
        return IntStream.range(0, logits.length)
                .reduce((one, other) -> logits[one] >= logits[other] ? one : other)
                .orElseThrow();
    }

    private static ImageSet images(int[] labels) {
        RandomStream random = new RandomStream(7);
        ByteBuffer pixels = ByteBuffer.allocate(labels.length * SHAPE.size());
        while (pixels.hasRemaining()) {
            pixels.put((byte) (256 * random.nextFloat()));
        }
        return new ImageSet(3, 16, 16, pixels.flip(), labels);
    }
}
