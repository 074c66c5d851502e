package io.redoubt.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.cli.CommandProcess;
import io.redoubt.cli.model.SmallModel;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.core.attack.AdversarialExamples;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.file.ModelDescription;
import io.redoubt.core.model.network.PreActResNet;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command in a process with a Java heap that is smaller than its images as floats. */
class SmallHeapTest {
    private static final int PER_CLASS = 70;
    private static final int SIDE = 192;

    @TempDir
    private static Path folder;

    private static Path model;

    /** The output of a process, and its exit code. */
    private record Outcome(int code, String output) {}

    @BeforeAll
    static void writeInputs() throws IOException {
        List<String> classes = List.of("ant", "bee");
        PreActResNet network = new PreActResNet(10, 1, 2, Normalisation.forChannels(3));
        model = SmallModel.model(
                folder.resolve("model.safetensors"), 1, network, classes, ModelDescription.CLASSIFICATION);
        Path image = folder.resolve("image.png");
        ImageIO.write(new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB), "png", image.toFile());
        for (String name : classes) {
            Path images = Files.createDirectories(folder.resolve("images/test").resolve(name));
            for (int i = 0; i < PER_CLASS; i++) {
                Files.createLink(images.resolve(i + ".png"), image);
            }
        }
    }

    private static Outcome attack(String heap, Path examples) throws IOException, InterruptedException {
        Process process = CommandProcess.of(
                        List.of("-Xmx" + heap),
                        List.of(
                                "attack",
                                "--model=" + model,
                                "--data=" + folder.resolve("images"),
                                "--format=folder",
                                "--attack=fgsm",
                                "--out=" + examples))
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    @Test
    void attackHoldsABlockOfImagesAtATime() throws IOException, InterruptedException {
        Path examples = folder.resolve("examples.safetensors");

        Outcome outcome = attack("224m", examples);

        assertThat(outcome.code()).as(outcome.output()).isEqualTo(ExitCode.OK);
        assertThat(outcome.output()).containsPattern("memory: about \\d+ MiB of Java heap and \\d+ MiB for tensors");
        assertThat(AdversarialExamples.read(examples).range().size()).isEqualTo(2 * PER_CLASS);
        // The clean images, the best points, the result and its copy are as large; together they exceed the heap.
        assertThat(Files.size(examples)).isGreaterThan(224L << 18);
    }

    @Test
    void attackThatDoesNotFitIsRefusedInOneLine() throws IOException, InterruptedException {
        Outcome outcome = attack("64m", folder.resolve("refused.safetensors"));

        assertThat(outcome.code()).as(outcome.output()).isEqualTo(ExitCode.FAILED);
        assertThat(outcome.output())
                .containsPattern("attack: attacking 14 images of 3x192x192 at a time needs about \\d+ MiB of Java heap,"
                        + " and \\d+ MiB of 64 MiB are free; raise the limit with JAVA_OPTS=-Xmx\\d+m")
                .doesNotContain("\tat ", "FINE");
    }
}
