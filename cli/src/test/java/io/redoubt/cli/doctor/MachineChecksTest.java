package io.redoubt.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.data.memory.MemoryBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineChecksTest {

    @TempDir
    private Path folder;

    @Test
    void otherPlatformsFailWithTheOneToUse() {
        assertThat(MachineChecks.platform("Linux", "amd64").failed()).isFalse();
        assertThat(MachineChecks.platform("Mac OS X", "aarch64"))
                .hasToString("FAIL  platform        Mac OS X aarch64 has no native libraries of the engine; use Linux"
                        + " on x86-64");
    }

    @Test
    void littleMemoryForTensorsIsAWarning() {
        Check check = MachineChecks.memory(new MemoryBudget(1 << 20, 2L << 30, 512L << 20));

        assertThat(check)
                .hasToString("warn  memory          2.0 GiB of Java heap and 512 MiB for tensors; use a machine with"
                        + " more memory, or a smaller heap with JAVA_OPTS=-Xmx1g");
    }

    @Test
    void diskOfADirectoryThatDoesNotExistYetIsThatOfItsParent() {
        Path home = folder.resolve("new/home");

        Check check = MachineChecks.disk("disk", home, "--home");

        assertThat(check.failed()).isFalse();
        assertThat(check.detail()).endsWith(" free in " + home);
        assertThat(home).doesNotExist();
    }

    @Test
    void directoryBelowAFileFails() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        Check check = MachineChecks.disk("disk", file.resolve("home"), "--home");

        assertThat(check)
                .hasToString(
                        "FAIL  disk            " + file + " is not a writable directory; choose another with --home");
    }
}
