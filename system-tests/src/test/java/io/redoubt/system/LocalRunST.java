package io.redoubt.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.redoubt.api.Json;
import io.redoubt.api.report.Report;
import io.redoubt.api.request.RequestReader;
import io.redoubt.data.format.BundledDatasets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code redoubt run} as a separate process. */
class LocalRunST {

    private static final long RUN_TIMEOUT = 480;
    private static final String REQUEST = TinyExperiment.named("tiny", BundledDatasets.FASHION_MNIST_MINI, 256);

    @TempDir
    Path folder;

    @Test
    void interruptedRunResumesToTheSameResult() throws IOException {
        Path undisturbed = folder.resolve("undisturbed");
        try (JavaProcess run = run(undisturbed, "first.log")) {
            assertThat(run.waitFor(RUN_TIMEOUT)).as(run.output()).isZero();
            assertThat(run.output()).contains("P1,F3", "P3,F4", "examples for", "report.html");
        }

        Path interrupted = folder.resolve("interrupted");
        try (JavaProcess run = run(interrupted, "interrupted.log")) {
            await("the first epoch").atMost(Duration.ofSeconds(RUN_TIMEOUT)).until(() -> {
                run.requireAlive();
                return run.output().contains("epoch 1/2 done");
            });
            run.kill();
        }
        try (JavaProcess run = run(interrupted, "resumed.log")) {
            assertThat(run.waitFor(RUN_TIMEOUT)).as(run.output()).isZero();
        }
        Report expected = report(undisturbed);
        Report resumed = report(interrupted);
        assertThat(digests(resumed)).isEqualTo(digests(expected)).isNotEmpty();
        assertThat(resumed.rows())
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes("(.*\\.)?seconds")
                .isEqualTo(expected.rows());
        assertThat(resumed.transfer()).isEqualTo(expected.transfer()).isPresent();

        try (JavaProcess run = run(interrupted, "again.log")) {
            assertThat(run.waitFor(RUN_TIMEOUT)).as(run.output()).isZero();
            assertThat(run.output()).doesNotContain("started", "epoch 1/2").contains("P3,F4");
        }
    }

    @Test
    void invalidRequestIsRejectedByField() throws IOException {
        Path file =
                Files.writeString(folder.resolve("request.yaml"), "name: wrong\nthreat: {eps: .nan}\nfinetune: [{}]\n");
        try (JavaProcess run = JavaProcess.application(
                "cli", Map.of(), folder.resolve("wrong.log"), "run", file.toString(), "--home", "unused")) {
            assertThat(run.waitFor(RUN_TIMEOUT)).isEqualTo(2);
            assertThat(run.output()).contains("threat.eps");
        }
    }

    @Test
    void unknownInstructionSetIsRejectedBeforeAnyJob() throws IOException {
        Path file = Files.writeString(folder.resolve("request.yaml"), REQUEST);
        try (JavaProcess run = JavaProcess.application(
                "cli",
                Map.of("ONEDNN_MAX_CPU_ISA", "AVX3"),
                folder.resolve("kernels.log"),
                "run",
                file.toString(),
                "--home",
                folder.resolve("kernels").toString())) {
            assertThat(run.waitFor(RUN_TIMEOUT)).as(run.output()).isNotZero();
            assertThat(run.output())
                    .contains("ONEDNN_MAX_CPU_ISA=AVX3 in the environment is not an instruction set")
                    .doesNotContain("started", "\tat ");
        }
    }

    /** SHA-256 of each model file. */
    private static List<String> digests(Report report) {
        return Json.mapper().valueToTree(report.provenance().get("models")).findValues("sha256").stream()
                .map(Object::toString)
                .toList();
    }

    private JavaProcess run(Path home, String log) throws IOException {
        Path file = Files.writeString(folder.resolve("tiny.json"), REQUEST);
        return JavaProcess.application(
                "cli", Map.of(), folder.resolve(log), "run", file.toString(), "--home", home.toString());
    }

    private static Report report(Path home) throws IOException {
        String id = RequestReader.read(REQUEST.getBytes(UTF_8)).id();
        return Json.read(Files.readAllBytes(home.resolve("reports").resolve(id).resolve("report.json")), Report.class);
    }
}
