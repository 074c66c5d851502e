package io.redoubt.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
    @TempDir
    private Path root;

    @Test
    void cachesAndMemoryAreThoseOfTheSystem() throws IOException {
        cache("index0", "1", "Data", "48K");
        cache("index2", "2", "Unified", "1024K");
        write("proc/meminfo", "MemTotal:       24649864 kB\n");

        Machine machine = new Machine(root);

        assertThat(machine.caches()).isEqualTo("L1d 48K, L2 1024K");
        assertThat(machine.memory()).isEqualTo("24 GiB");
    }

    @Test
    void missingFilesAreReported() {
        Machine machine = new Machine(root);

        assertThat(machine.caches()).isEqualTo("not reported");
        assertThat(machine.memory()).isEqualTo("unknown");
    }

    private void cache(String index, String level, String type, String size) throws IOException {
        String folder = "sys/devices/system/cpu/cpu0/cache/" + index + "/";
        write(folder + "level", level + "\n");
        write(folder + "type", type + "\n");
        write(folder + "size", size + "\n");
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), text);
    }
}
