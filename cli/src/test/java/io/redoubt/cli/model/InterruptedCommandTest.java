package io.redoubt.cli.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.cli.CommandProcess;
import io.redoubt.cli.command.Console;
import io.redoubt.cli.option.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands as processes that get SIGTERM. */
class InterruptedCommandTest {

    private static final long TIMEOUT_SECONDS = 60;

    @TempDir
    Path folder;

    private SmallModel small;
    private Path scratch;

    @BeforeEach
    void writeModel() throws IOException {
        small = SmallModel.in(folder);
        scratch = Files.createDirectory(folder.resolve("tmp"));
    }

    private List<String> evaluate(Path out) {
        return List.of(
                "evaluate",
                "--model=" + small.model(),
                "--data=" + small.data(),
                "--attack=fgsm,pgd-20,square-99999",
                "--checks=0",
                "--out=" + out);
    }

    /** A condition of the files or of the output so far. */
    @FunctionalInterface
    private interface Condition {
        boolean holds(String output) throws IOException;
    }

    /** Starts a command, waits for a condition, and sends SIGTERM. Returns the output. */
    private String interrupt(Condition condition, List<String> arguments) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process process = CommandProcess.of(List.of("-Djava.io.tmpdir=" + scratch), arguments)
                .redirectOutput(log.toFile())
                .start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (!condition.holds(Files.readString(log, UTF_8)) && System.nanoTime() < deadline) {
            assertThat(process.waitFor(50, TimeUnit.MILLISECONDS))
                    .as(Files.readString(log, UTF_8))
                    .isFalse();
        }
        process.destroy();
        assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
        String output = Files.readString(log, UTF_8);
        assertThat(process.exitValue()).as(output).isEqualTo(143);
        return output;
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void evaluationSaysWhatIsKeptAndResumesAfterTheFinishedAttacks() throws Exception {
        Path out = folder.resolve("out");

        String output = interrupt(text -> Files.exists(out.resolve("pgd-20.safetensors")), evaluate(out));

        assertThat(output).contains("interrupted: what is finished is kept in", "run the same command again");
        byte[] examples = Files.readAllBytes(out.resolve("pgd-20.safetensors"));
        List<String> shorter = new ArrayList<>(evaluate(out));
        shorter.set(3, "--attack=fgsm,pgd-20");
        Console resumed = Console.run(shorter.toArray(String[]::new));
        assertThat(resumed.code()).as(resumed.err()).isEqualTo(ExitCode.OK);
        assertThat(resumed.out()).contains("fgsm.safetensors is finished", "pgd-20.safetensors is finished");
        assertThat(Files.readAllBytes(out.resolve("pgd-20.safetensors"))).isEqualTo(examples);
        assertThat(names(out)).contains("evaluation.json").noneMatch(name -> name.endsWith(".finished"));
    }

    @Test
    void evaluationWithoutOutLeavesNothing() throws Exception {
        List<String> arguments = new ArrayList<>(evaluate(folder));
        arguments.remove(5);

        String output = interrupt(text -> text.contains("square-99999"), arguments);

        assertThat(output).contains("nothing is kept; with --out DIR");
        assertThat(names(scratch)).noneMatch(name -> name.startsWith("redoubt-"));
    }

    @Test
    void attackResumesFromItsState() throws Exception {
        List<String> arguments = List.of(
                "attack",
                "--model=" + small.model(),
                "--data=" + small.data(),
                "--attack=fgsm+square-99999",
                "--out=" + folder.resolve("examples.safetensors"));

        String output = interrupt(text -> text.matches("(?s).*square-99999 +square-99999 .*"), arguments);

        assertThat(output).contains("interrupted: what is finished is kept in", ".partial; run the same command again");
        assertThat(interrupt(text -> text.contains("resuming after"), arguments))
                .contains("resuming after " + (SmallModel.IMAGES + SmallModel.RIGHT) + " finished searches");
    }
}
