package io.redoubt.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.cli.command.Console;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.Weights;
import io.redoubt.core.model.file.ModelDescription;
import io.redoubt.core.model.file.ModelFile;
import io.redoubt.core.model.network.PreActResNet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What attack and evaluate refuse: the message names the option and the cure. */
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
    void aModelThatIsNotThere() {
        refused(List.of("--model=" + folder.resolve("none"), data()), "--model", "no such file: " + folder);
    }

    @Test
    void aFileThatIsNoModel() throws IOException {
        Path text = Files.writeString(folder.resolve("text.safetensors"), "this is no model at all");

        refused(List.of("--model=" + text, data()), "--model", "text.safetensors", "HEADER");
        refused(List.of("--model=" + small.data(), data()), "--model", "data.safetensors has no metadata");
        refused(List.of("--model=" + folder, data()), "--model", folder + " cannot be read");
    }

    @Test
    void aModelThatLacksTensors() throws IOException {
        Path file = folder.resolve("deeper.safetensors");
        PreActResNet network = new PreActResNet(10, 2, 3, GREY);
        new ModelFile(
                        ModelDescription.of(
                                new PreActResNet(18, 2, 3, GREY), SmallModel.CLASSES, "classification", "imported"),
                        Weights.initial(network.tensors(), 1))
                .write(file);

        refused(
                List.of("--model=" + file, data()),
                "--model",
                "deeper.safetensors",
                "'layer1.1.bn0.weight' is missing");
    }

    @Test
    void aPretextModel() throws IOException {
        Path file = model(new PreActResNet(10, 2, 4, GREY), List.of("0", "90", "180", "270"), "rotation");

        refused(List.of("--model=" + file, data()), "--model", "pretext task rotation", "give a fine-tuned model");
    }

    @Test
    void imagesOfOtherChannels() throws IOException {
        Path file = model(new PreActResNet(10, 2, 3, Normalisation.IMAGENET), SmallModel.CLASSES, "classification");

        refused(List.of("--model=" + file, data()), "--model", "3 channels", "those of small have 1");
    }

    @Test
    void labelsBeyondTheClasses() throws IOException {
        Path file = model(new PreActResNet(10, 2, 2, GREY), List.of("ant", "bee"), "classification");

        refused(List.of("--model=" + file, "--data=fashion-mnist-mini"), "--model", "knows 2 classes", "has class");
    }

    @Test
    void membersThatDiffer() throws IOException {
        Path file = model(new PreActResNet(10, 2, 2, GREY), List.of("ant", "bee"), "classification");

        refused(
                List.of("--model=" + small.model(), "--model=" + file, data()),
                "--model",
                "2 classes and 1 image channels",
                "3 classes",
                "must be equal");
    }

    @Test
    void dataThatIsNotThere() throws IOException {
        refused(List.of(model(), "--data=no-such-data"), "--data", "no-such-data", "[fashion-mnist-mini]");
        refused(List.of(model(), "--data=" + folder), "--data", "--format", "cifar-10");
        refused(List.of(model(), "--data=" + folder, "--format=png"), "--format", "'png' is not known", "cifar-10");
        refused(List.of(model(), data(), "--format=idx"), "--data", "is not a directory");
        refused(List.of(model(), "--data=" + folder, "--format=idx"), "--data", "MISSING_FILE");
        refused(List.of(model(), "--data=" + small.model()), "--data", "model.safetensors", "metadata");
        refused(List.of(model(), data(), "--pad=7"), "--pad", "choose a larger side");
    }

    @Test
    void attacksThatDoNotExist() {
        refused(List.of(model(), data(), "--attack=magic"), "--attack", "'magic' is not an attack", "pgd-20");
        refused(List.of(model(), data(), "--attack="), "--attack", "'' is not an attack");
    }

    @Test
    void ballsThatDoNotExist() {
        refused(List.of(model(), data(), "--norm=l1"), "--norm", "'l1' is not a norm", "linf, l2");
        refused(List.of(model(), data(), "--eps=much"), "--eps", "'much' is not a radius", "8/255");
        refused(List.of(model(), data(), "--eps=2"), "--eps", "at most 1");
        refused(List.of(model(), data(), "--norm=l2"), "--eps", "l2 has no default");
        refused(List.of(model(), data(), "--step=0"), "--step", "out of range");
    }

    @Test
    void whatOnlyEvaluateTakes() {
        refused("evaluate", List.of(model(), data(), "--attack=fgsm,fgsm"), "--attack", "names an attack twice");
        refused("evaluate", List.of(model(), data(), "--checks=-1"), "--checks", "0 for none");
        refused("evaluate", List.of(model(), data(), "--examples=" + small.model()), "--examples", "holds no examples");
        refused("evaluate", List.of(model(), data(), "--out=" + small.model()), "--out", "name another path");
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

    private void refused(List<String> arguments, String option, String... says) {
        List<String> attack = new ArrayList<>(arguments);
        attack.add("--out=" + folder.resolve("examples.safetensors"));
        refused("attack", attack, option, says);
        refused("evaluate", arguments, option, says);
        assertThat(folder.resolve("examples.safetensors")).doesNotExist();
    }

    private static void refused(String command, List<String> arguments, String option, String... says) {
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(arguments);
        Console console = Console.run(line.toArray(String[]::new));
        assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err()).startsWith(command + ": " + option + ": ").contains(says);
    }
}
