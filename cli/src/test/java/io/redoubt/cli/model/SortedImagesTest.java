package io.redoubt.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.IndexRange;
import io.redoubt.api.Json;
import io.redoubt.api.report.ModelEvaluation;
import io.redoubt.cli.command.Console;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.core.attack.AdversarialExamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A part of images that are sorted by class, as those of every folder. */
class SortedImagesTest {
    private static final int PER_CLASS = 4;

    @TempDir
    private Path folder;

    private SmallModel small;
    private Path images;

    @BeforeEach
    void writeImages() throws IOException {
        small = SmallModel.in(folder);
        images = folder.resolve("pets");
        for (int i = 0; i < PER_CLASS * SmallModel.CLASSES.size(); i++) {
            Path file = images.resolve("test")
                    .resolve(SmallModel.CLASSES.get(i / PER_CLASS))
                    .resolve(i + ".png");
            GreyImages.write(file, 20 * i);
        }
    }

    @Test
    void evaluationOfAPartIsBalancedAndSaysSo() throws IOException {
        Console console = evaluate("--attack=fgsm", "--images=6", "--checks=3");

        assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.OK);
        assertThat(console.out().lines())
                .anyMatch(line -> line.startsWith("note: the classes of the test images are not mixed"))
                .anyMatch(line -> line.contains(" on 6 of 12 test images of pets"))
                .contains("images per class: ant: 2, bee: 2, cow: 2");
        assertThat(written().imagesPerClass()).isEqualTo(Map.of("ant", 2, "bee", 2, "cow", 2));
        assertThat(written().alarms())
                .singleElement()
                .asString()
                .startsWith("clean accuracy of 33.3 % is no better than guessing: 33.3 % of the images");
        assertThat(labels(folder.resolve("out/fgsm.safetensors"))).containsExactlyInAnyOrder(0L, 0L, 1L, 1L, 2L, 2L);
    }

    @Test
    void rangesOfAnAttackArePartsOfTheSameOrder() throws IOException {
        Path first = attack("first", "--images=3");
        Path second = attack("second", "--from=3", "--images=3");

        assertThat(labels(first)).containsExactlyInAnyOrder(0L, 1L, 2L);
        assertThat(labels(second)).containsExactlyInAnyOrder(0L, 1L, 2L);
        Console console = evaluate("--examples=" + first, "--examples=" + second, "--images=6", "--checks=0");
        assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.OK);
        assertThat(written().robust().orElseThrow().images()).isEqualTo(6);
    }

    @Test
    void orderOfTheFilesIsKeptOnRequestWithAnAlarm() throws IOException {
        Console console = evaluate("--attack=fgsm", "--images=4", "--checks=0", "--file-order");

        assertThat(labels(folder.resolve("out/fgsm.safetensors"))).containsOnly(0L);
        assertThat(written().imagesPerClass()).isEqualTo(Map.of("ant", 4, "bee", 0, "cow", 0));
        assertThat(console.out().lines())
                .anyMatch(line -> line.startsWith("alarm: the 4 images evaluated are all of class 'ant'."));
    }

    @Test
    void partOfSortedImagesWithEveryClassIsReportedAsNoSample() throws IOException {
        Console console = evaluate("--attack=fgsm", "--images=10", "--checks=0", "--file-order");

        assertThat(console.out().lines())
                .anyMatch(line ->
                        line.startsWith("alarm: the 10 evaluated images are not a sample of the test images of pets,"
                                + " whose classes are not mixed (ant: 4, bee: 4, cow: 2)."));
        assertThat(evaluate("--attack=fgsm", "--checks=0", "--file-order").out())
                .doesNotContain("not a sample of the test");
    }

    @Test
    void examplesOfImagesInAnotherOrderAreRefused() throws IOException {
        Path inFileOrder = attack("files", "--images=4", "--file-order");

        Console console = evaluate("--examples=" + inFileOrder, "--checks=0");

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err())
                .startsWith("evaluate: --examples: " + inFileOrder)
                .contains("--file-order");
        assertThat(evaluate("--examples=" + inFileOrder, "--checks=0", "--file-order")
                        .code())
                .isEqualTo(ExitCode.OK);
    }

    @Test
    void attackNamesClassesWithoutImages() throws IOException {
        Console console = Console.run(attackArguments("one", "--images=1").toArray(String[]::new));

        assertThat(console.out().lines())
                .anyMatch(line -> line.matches("note: the only image attacked is of class '.*'"));
    }

    @Test
    void numbersBelowOneAndAboveTheImagesAreRefused() {
        for (String images : List.of("0", "-1")) {
            assertThat(evaluate("--images=" + images).err())
                    .startsWith("evaluate: --images: " + images + " is out of range; use 1 or more");
        }
        assertThat(evaluate("--images=13").err())
                .startsWith("evaluate: --images: 13 is out of range; pets has 12 test images, use 1 to 12");
        assertThat(evaluate("--images=4", "--checks=5").err())
                .startsWith("evaluate: --checks: 5 is more than the 4 images that are evaluated");
        assertThat(evaluate("--pad=0").err()).startsWith("evaluate: --pad: ");
        assertThat(evaluate("--pad=-2").err()).startsWith("evaluate: --pad: ");
    }

    private Console evaluate(String... more) {
        List<String> arguments = new ArrayList<>(List.of("evaluate", "--out=" + folder.resolve("out")));
        arguments.addAll(List.of("--model=" + small.model(), "--data=" + images, "--format=folder"));
        arguments.addAll(List.of(more));
        return Console.run(arguments.toArray(String[]::new));
    }

    private Path attack(String name, String... more) {
        Console console = Console.run(attackArguments(name, more).toArray(String[]::new));
        assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.OK);
        return folder.resolve(name);
    }

    private List<String> attackArguments(String name, String... more) {
        List<String> arguments = new ArrayList<>(List.of("attack", "--attack=fgsm", "--out=" + folder.resolve(name)));
        arguments.addAll(List.of("--model=" + small.model(), "--data=" + images, "--format=folder"));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private ModelEvaluation written() throws IOException {
        return Json.read(Files.readAllBytes(folder.resolve("out/evaluation.json")), ModelEvaluation.class);
    }

    private static List<Long> labels(Path file) throws IOException {
        AdversarialExamples examples = AdversarialExamples.read(file);
        IndexRange range = examples.range();
        return IntStream.range(0, range.size()).mapToObj(examples::label).toList();
    }
}
