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

/** What steps allocate outside the Java heap is freed in the step. */
class NativeMemoryTest {

    @ParameterizedTest
    @ValueSource(strings = {"ema", "swa"})
    void hundredsOfStepsLeaveNoArrayBehind(String averaging) {
        try (LongTraining training = LongTraining.fineTuning(averaging)) {
            assertNoArrayIsLeftBehind(training, 100);
        }
    }

    @Test
    void stepsWithSecondDerivativesLeaveNoArrayBehind() {
        try (LongTraining training = LongTraining.joint()) {
            assertNoArrayIsLeftBehind(training, 10);
        }
    }

    private static void assertNoArrayIsLeftBehind(LongTraining training, int epochs) {
        int live = training.liveTensors();
        for (int epoch = 0; epoch < epochs; epoch++) {
            training.train(LongTraining.STEPS_PER_EPOCH);

            assertThat(training.liveTensors()).isEqualTo(live);
        }
    }

    /**
     * Memory that no array holds shows only here. In a process of its own, whose heap has its full size and is resident
     * from the start: what grows is native.
     */
    @Test
    @EnabledOnOs(OS.LINUX)
    void twoThousandStepsLeaveTheResidentMemoryAsItIs(@TempDir Path directory) throws Exception {
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
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("it ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        long[] kibibytes = measured(output);
        assertThat(kibibytes[1]).isLessThan(kibibytes[0] + kibibytes[0] / 20);
    }

    private static long[] measured(Path output) throws IOException {
        List<String> lines = Files.readAllLines(output);
        return lines.stream()
                .filter(line -> line.startsWith(LongTraining.RESULT))
                .map(line -> line.substring(LongTraining.RESULT.length()).split(" "))
                .map(figures -> new long[] {Long.parseLong(figures[0]), Long.parseLong(figures[1])})
                .findFirst()
                .orElseThrow(() -> new AssertionError("the process has printed no figures: " + lines));
    }
}
