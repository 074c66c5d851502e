package io.redoubt.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.cli.command.Console;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.Weights;
import io.redoubt.core.model.file.ModelDescription;
import io.redoubt.core.model.file.ModelFile;
import io.redoubt.core.model.network.PreActResNet;
import io.redoubt.data.DatasetFile;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.ImageShape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Invalid arguments of attack and evaluate: the message names the option and the remedy. */
class StandaloneErrorsTest {
    private static final Normalisation GREY = new Normalisation(List.of(0.5), List.of(0.25));

    @TempDir
    private Path folder;

    private SmallModel small;

    @BeforeEach
    void makeModel() throws IOException {
        small = SmallModel.in(folder);
    }

    @Test
    void rejectsAMissingModel() {
        rejects(List.of("--model=" + folder.resolve("none"), data()), "--model", "no such file: " + folder);
    }

    @Test
    void rejectsAFileThatIsNotAModel() throws IOException {
        Path text = Files.writeString(folder.resolve("text.safetensors"), "this is no model at all");

        rejects(List.of("--model=" + text, data()), "--model", text + " is a text file");
        rejects(List.of("--model=" + small.data(), data()), "--model", "data.safetensors has no metadata");
        rejects(List.of("--model=" + folder, data()), "--model", folder + " is a directory");
    }

    @ParameterizedTest
    @MethodSource("io.redoubt.cli.model.ModelImportErrorsTest#wrongTypes")
    void rejectsAFileOfTheWrongType(String content, String problem) throws IOException {
        Path file = Files.write(folder.resolve("wrong.safetensors"), content.getBytes(StandardCharsets.ISO_8859_1));

        rejects(List.of("--model=" + file, data()), "--model", file + " " + problem);
        rejects(List.of(model(), "--data=" + file), "--data", file + " " + problem);
        rejects("evaluate", List.of(model(), data(), "--examples=" + file), "--examples", file + " " + problem);
    }

    @Test
    void rejectsAModelWithMissingTensors() throws IOException {
        Path file = modelOfDepth(10, 18, "deeper.safetensors");

        rejects(
                List.of("--model=" + file, data()),
                "--model",
                "deeper.safetensors",
                "'layer1.1.bn0.weight' is missing");
    }

    /** Writes a model whose description has another depth than its tensors. */
    private Path modelOfDepth(int depth, int described, String name) throws IOException {
        Path file = folder.resolve(name);
        new ModelFile(
                        ModelDescription.of(
                                new PreActResNet(described, 2, 3, GREY),
                                SmallModel.CLASSES,
                                "classification",
                                "imported"),
                        Weights.initial(new PreActResNet(depth, 2, 3, GREY).tensors(), 1))
                .write(file);
        return file;
    }

    @Test
    void rejectsAModelWithTensorsOfADeeperNetwork() throws IOException {
        Path file = modelOfDepth(18, 10, "shallower.safetensors");

        rejects(
                List.of("--model=" + file, data()),
                "--model",
                "shallower.safetensors",
                "[layer1.1.bn0.weight, ",
                " more are not those of preact-resnet-v2-cifar, depth 10, width 2");
    }

    @Test
    void rejectsAModelOfAPretextTask() throws IOException {
        Path file = model(new PreActResNet(10, 2, 4, GREY), List.of("0", "90", "180", "270"), "rotation");

        rejects(List.of("--model=" + file, data()), "--model", "pretext task rotation", "use a fine-tuned model");
    }

    @Test
    void rejectsImagesWithAnotherNumberOfChannels() throws IOException {
        Path file = model(new PreActResNet(10, 2, 3, Normalisation.IMAGENET), SmallModel.CLASSES, "classification");

        rejects(List.of("--model=" + file, data()), "--model", "3 channels", "those of small have 1");
    }

    @Test
    void rejectsClassesOfOtherNames() throws IOException {
        Path file = model(new PreActResNet(10, 2, 3, GREY), List.of("ant", "wasp", "cow"), "classification");

        rejects(
                List.of("--model=" + file, data()),
                "--model",
                file + " has no class 'bee' of small; classes are matched by name");
    }

    @Test
    void rejectsOtherNumbersAsClasses() throws IOException {
        Path file = model(new PreActResNet(10, 2, 3, GREY), List.of("0", "1", "2"), "classification");
        Path fromOne = data(List.of("1", "2", "3"));

        rejects(
                List.of("--model=" + file, "--data=" + fromOne),
                "--model",
                file + " has no class '3' of small; classes are matched by name");
    }

    @Test
    void rejectsEnsembleOfNamesInAnotherOrderOnNumbers() throws IOException {
        Path file = model(new PreActResNet(10, 2, 3, GREY), List.of("cow", "ant", "bee"), "classification");

        rejects(
                List.of("--model=" + small.model(), "--model=" + file, "--data=" + data(List.of("0", "1", "2"))),
                "--model",
                file + " has the classes [cow, ant, bee], " + small.model() + " has [ant, bee, cow]; small has only"
                        + " class numbers");
    }

    private Path data(List<String> classes) throws IOException {
        Path file = folder.resolve("numbers.safetensors");
        ImageDataset named = DatasetFile.read(small.data());
        DatasetFile.write(new ImageDataset(named.name(), classes, named.train(), named.test()), file);
        return file;
    }

    @Test
    void rejectsImagesOfAnotherSizeThanThoseOfTheTraining() throws IOException {
        ModelFile model = ModelFile.read(small.model());
        Path file = folder.resolve("larger.safetensors");
        new ModelFile(model.description().withImages(new ImageShape(1, 32, 32)), model.weights()).write(file);

        rejects(
                List.of("--model=" + file, data()),
                "--model",
                file + " was trained on images of 1x32x32, those of small are 1x8x8; pad them with --pad 32");
    }

    @Test
    void rejectsLabelsBeyondTheClasses() throws IOException {
        Path file = model(new PreActResNet(10, 2, 2, GREY), List.of("ant", "bee"), "classification");

        rejects(List.of("--model=" + file, "--data=fashion-mnist-mini"), "--model", "has 2 classes", "has class");
    }

    @Test
    void rejectsEnsembleMembersThatDiffer() throws IOException {
        Path file = model(new PreActResNet(10, 2, 2, GREY), List.of("ant", "bee"), "classification");

        rejects(
                List.of("--model=" + small.model(), "--model=" + file, data()),
                "--model",
                "2 classes and 1 image channels",
                "3 classes",
                "must be equal");
    }

    @Test
    void rejectsAModelThatIsNamedTwice() {
        rejects(
                List.of(
                        model(),
                        "--model="
                                + small.model()
                                        .resolveSibling(".")
                                        .resolve(small.model().getFileName()),
                        data()),
                "--model",
                "is named twice; name each member of an ensemble once");
    }

    @Test
    void rejectsMissingOrUnreadableData() throws IOException {
        rejects(List.of(model(), "--data=no-such-data"), "--data", "no-such-data", "[fashion-mnist-mini]");
        rejects(List.of(model(), "--data=" + folder), "--data", "--format", "cifar-10");
        rejects(List.of(model(), "--data=" + folder, "--format=png"), "--format", "'png' is not known", "cifar-10");
        rejects(List.of(model(), data(), "--format=idx"), "--data", "is not a directory");
        rejects(
                List.of(model(), "--data=" + folder, "--format=idx"),
                "--data",
                ": 2 problems: t10k-images-idx3-ubyte: is missing");
        rejects(List.of(model(), "--data=" + small.model()), "--data", "model.safetensors", "metadata");
        rejects(List.of(model(), data(), "--pad=7"), "--pad", "choose a larger side");
    }

    @Test
    void rejectsUnknownAttacks() {
        rejects(List.of(model(), data(), "--attack=magic"), "--attack", "'magic' is not an attack", "pgd-20");
        rejects(List.of(model(), data(), "--attack="), "--attack", "'' is not an attack");
    }

    @Test
    void rejectsInvalidNormsRadiiAndSteps() {
        rejects(List.of(model(), data(), "--norm=l1"), "--norm", "'l1' is not known", "linf, l2");
        rejects(List.of(model(), data(), "--eps=much"), "--eps", "'much' is not a radius", "8/255");
        rejects(List.of(model(), data(), "--eps=2"), "--eps", "at most 1");
        rejects(List.of(model(), data(), "--norm=l2"), "--eps", "l2 has no default");
        rejects(List.of(model(), data(), "--step=0"), "--step", "out of range");
        rejects(List.of(model(), data(), "--batch=0"), "--batch", "0 is out of range; use 1 to 65536");
        rejects(List.of(model(), data(), "--batch=65537"), "--batch", "65537 is out of range; use 1 to 65536");
    }

    @Test
    void rejectsInvalidOptionsOfEvaluate() {
        rejects("evaluate", List.of(model(), data(), "--attack=fgsm,fgsm"), "--attack", "names an attack twice");
        rejects("evaluate", List.of(model(), data(), "--checks=-1"), "--checks", "use 0 or more");
        rejects("evaluate", List.of(model(), data(), "--examples=" + small.model()), "--examples", "holds no examples");
        rejects("evaluate", List.of(model(), data(), "--out=" + small.model()), "--out", "name another path");
    }

    private Path model(PreActResNet network, List<String> classes, String task) throws IOException {
        return SmallModel.model(folder.resolve("unfit.safetensors"), 1, network, classes, task);
    }

    private String model() {
        return "--model=" + small.model();
    }

    private String data() {
        return "--data=" + small.data();
    }

    private void rejects(List<String> arguments, String option, String... says) {
        List<String> attack = new ArrayList<>(arguments);
        attack.add("--out=" + folder.resolve("examples.safetensors"));
        rejects("attack", attack, option, says);
        rejects("evaluate", arguments, option, says);
        assertThat(folder.resolve("examples.safetensors")).doesNotExist();
    }

    private static void rejects(String command, List<String> arguments, String option, String... says) {
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(arguments);
        Console console = Console.run(line.toArray(String[]::new));
        assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err()).startsWith(command + ": " + option + ": ").contains(says);
    }
}
