package io.redoubt.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.cli.CommandProcess;
import io.redoubt.cli.model.SmallModel;
import io.redoubt.cli.option.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a separate process. */
class ProcessTest {

    @Test
    void outputIsCompleteWhenTheProcessEnds(@TempDir Path folder) throws IOException, InterruptedException {
        SmallModel small = SmallModel.in(folder);
        Process process = CommandProcess.of(
                        List.of(),
                        List.of(
                                "evaluate",
                                "--model=" + small.model(),
                                "--data=" + small.data(),
                                "--attack=fgsm",
                                "--checks=0"))
                .start();

        String output = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).as(output).isEqualTo(ExitCode.OK);
        assertThat(output).contains("worst case").contains("95 % interval").containsAnyOf("no alarms", "alarm: ");
    }

    @Test
    void unknownInstructionSetIsOneLine(@TempDir Path folder) throws IOException, InterruptedException {
        SmallModel small = SmallModel.in(folder);
        ProcessBuilder command = CommandProcess.of(
                List.of(), List.of("evaluate", "--model=" + small.model(), "--data=" + small.data(), "--attack=fgsm"));
        command.environment().put("ONEDNN_MAX_CPU_ISA", "AVX3");
        Process process = command.start();

        String output = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).as(output).isEqualTo(ExitCode.FAILED);
        assertThat(output)
                .contains("ONEDNN_MAX_CPU_ISA=AVX3 in the environment is not an instruction set")
                .doesNotContain("\tat ");
    }
}
