package io.redoubt.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.cli.command.Console;
import io.redoubt.cli.option.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories of files as data sets of commands. */
class DataDirectoryTest {
    @TempDir
    private Path folder;

    private SmallModel small;
    private Path images;

    @BeforeEach
    void writeImages() throws IOException {
        small = SmallModel.in(folder);
        images = folder.resolve("pets");
        for (String name : SmallModel.CLASSES) {
            GreyImages.write(images.resolve("Val").resolve(name).resolve("1.png"), 0);
        }
    }

    @Test
    void trainingImagesAreOptionalForEvaluateAndAttack() throws IOException {
        Files.writeString(images.resolve("Val/.DS_Store"), "x");

        for (Path data : new Path[] {images, images.resolve("Val")}) {
            Console evaluated = Console.run(
                    "evaluate",
                    "--model=" + small.model(),
                    "--data=" + data,
                    "--format=folder",
                    "--attack=fgsm",
                    "--checks=0");
            Console attacked = Console.run(
                    "attack",
                    "--model=" + small.model(),
                    "--data=" + data,
                    "--format=folder",
                    "--attack=fgsm",
                    "--out=" + folder.resolve("examples.safetensors"));

            for (Console console : new Console[] {evaluated, attacked}) {
                assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.OK);
                assertThat(console.out()).contains("note: ", "no training images", "passed over 1 ", ".DS_Store");
            }
        }
    }

    @Test
    void allProblemsAreNamedWithTheSameExitCode() throws IOException {
        Files.writeString(images.resolve("Val/ant/2.ppm"), "P6");
        Files.writeString(images.resolve("Val/bee/2.png"), "P6");

        Console added = Console.run("data", "add", "pets", images.toString(), "--format=folder");
        Console evaluated = Console.run("evaluate", "--model=" + small.model(), "--data=" + images, "--format=folder");

        assertThat(added.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(added.err()).contains("DIR: ", "3 problems", "2.ppm", "2.png", "train: is missing");
        assertThat(evaluated.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(evaluated.err()).contains("--data: ", "2 problems", "2.ppm", "2.png");
    }

    @Test
    void refusedImagesHaveNoNoteAboutTheirOrder() throws IOException {
        Path all = folder.resolve("all");
        for (String split : new String[] {"train", "test"}) {
            for (String name : new String[] {"ant", "bee"}) {
                Files.createDirectories(all.resolve(split).resolve(name));
                for (int i = 0; i < 4; i++) {
                    Files.copy(
                            images.resolve("Val/ant/1.png"),
                            all.resolve(split).resolve(name).resolve(i + ".png"));
                }
            }
        }
        Path damaged = all.resolve("train/bee/3.png");
        byte[] image = Files.readAllBytes(damaged);
        Files.write(damaged, Arrays.copyOf(image, image.length - 20));

        Console added = Console.run("data", "add", "pets", all.toString(), "--format=folder");

        assertThat(added.err()).contains("DIR: ", damaged + ": is truncated");
        assertThat(added.out()).isEmpty();
    }

    @Test
    void missingDirectoryAndFormatAreNamed() {
        Console missing =
                Console.run("data", "add", "pets", folder.resolve("none").toString(), "--format=folder");
        Console unknown = Console.run("data", "add", "pets", images.toString(), "--format=png");

        assertThat(missing.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(missing.err()).contains("DIR: ", "none is neither a directory nor an archive");
        assertThat(unknown.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(unknown.err()).contains("--format: ", "'png'", "folder");
    }

    @Test
    void helpShowsTheLayout() {
        String help = Console.run("data", "add", "--help").out();

        assertThat(help).contains("train/<class>/", "t10k-images-idx3-ubyte", "data_batch_1.bin", "datasets.md");
    }
}
