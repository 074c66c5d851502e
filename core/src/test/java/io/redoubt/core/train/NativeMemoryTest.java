package io.redoubt.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Memory that a step allocates outside the Java heap is freed in the step. */
class NativeMemoryTest {

    /** Only a hanging process reaches it: on a machine with other load the steps can take several minutes. */
    private static final long HANG_GUARD_MINUTES = 20;

    @ParameterizedTest
    @ValueSource(strings = {"ema", "swa"})
    void stepsFreeAllArrays(String averaging) {
        try (LongTraining training = LongTraining.fineTuning(averaging)) {
            assertArraysAreFreed(training, 100);
        }
    }

    @Test
    void stepsWithSecondDerivativesFreeAllArrays() {
        try (LongTraining training = LongTraining.joint()) {
            assertArraysAreFreed(training, 10);
        }
    }

    private static void assertArraysAreFreed(LongTraining training, int epochs) {
        int live = training.liveTensors();
        for (int epoch = 0; epoch < epochs; epoch++) {
            training.train(LongTraining.STEPS_PER_EPOCH);

            assertThat(training.liveTensors()).isEqualTo(live);
        }
    }

    /**
     * Detects leaks of memory that is not owned by an array. The heap of the process is fully resident from the start,
     * so only native memory can grow.
     */
    @Test
    @EnabledOnOs(OS.LINUX)
    void residentMemoryDoesNotGrowOverTwoThousandSteps(@TempDir Path directory) throws Exception {
        Path output = directory.resolve("output");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m",
                "-Xmx64m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dai.djl.offline=true",
                "-Dai.djl.pytorch.num_threads=1",
                "-cp",
                System.getProperty("java.class.path"),
                LongTraining.class.getName());

        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        try {
            assertThat(process.waitFor(HANG_GUARD_MINUTES, TimeUnit.MINUTES))
                    .as("process has ended")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        long[] kibibytes = printedMemory(output);
        assertThat(kibibytes[1]).isLessThan(kibibytes[0] + kibibytes[0] / 20);
    }

    private static long[] printedMemory(Path output) throws IOException {
        List<String> lines = Files.readAllLines(output);
        return lines.stream()
                .filter(line -> line.startsWith(LongTraining.RESULT))
                .map(line -> line.substring(LongTraining.RESULT.length()).split(" "))
                .map(values -> new long[] {Long.parseLong(values[0]), Long.parseLong(values[1])})
                .findFirst()
                .orElseThrow(() -> new AssertionError("the process printed no result: " + lines));
    }
}
