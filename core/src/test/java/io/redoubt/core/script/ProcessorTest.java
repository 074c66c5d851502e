package io.redoubt.core.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorTest {
    private static final String AMD = "AuthenticAMD";
    private static final String CACHE = "sys/devices/system/cpu/cpu0/cache/index0";
    private static final String NO_CACHE = "sys/devices/system/cpu/cpu0/topology";

    @TempDir
    Path root;

    @Test
    void amdProcessorReportsItsCaches() throws IOException {
        assertThat(machine(AMD, "sse2 topoext avx2", CACHE).cachesKnown()).isTrue();
    }

    @Test
    void amdProcessorWithoutCachesIsRecognised() throws IOException {
        assertThat(machine(AMD, "sse2 topoext avx2", NO_CACHE).cachesKnown()).isFalse();
    }

    @Test
    void cachesFromOlderCpuidLeavesAreIgnored() throws IOException {
        assertThat(machine(AMD, "sse2 avx2", CACHE).cachesKnown()).isFalse();
    }

    @Test
    void otherProcessorsNeedNoReport() throws IOException {
        assertThat(machine("GenuineIntel", "sse2 avx2", NO_CACHE).cachesKnown()).isTrue();
    }

    @Test
    void machineWithoutSysCountsAsKnown() throws IOException {
        assertThat(machine(AMD, "sse2 topoext avx2", "sys").cachesKnown()).isTrue();
    }

    @Test
    void machineWithoutProcCountsAsKnown() {
        assertThat(Processor.of(root).cachesKnown()).isTrue();
    }

    @Test
    void idIsThatOfTheKindOfProcessor() throws IOException {
        Processor first = machine(AMD, "sse2 topoext avx2", CACHE);
        write(AMD, "sse2 topoext avx2", 3001.5);

        assertThat(Processor.of(root).id()).isEqualTo(first.id());

        write(AMD, "sse2 topoext", 2500);

        assertThat(Processor.of(root).id()).isNotEqualTo(first.id());
    }

    @Test
    void idDependsOnTheReportOfCaches() throws IOException {
        Processor without = machine(AMD, "sse2 topoext avx2", NO_CACHE);

        assertThat(machine(AMD, "sse2 topoext avx2", CACHE).id()).isNotEqualTo(without.id());
    }

    private Processor machine(String vendor, String flags, String folder) throws IOException {
        Files.createDirectories(root.resolve(folder));
        write(vendor, flags, 2500);
        return Processor.of(root);
    }

    private void write(String vendor, String flags, double megahertz) throws IOException {
        Files.createDirectories(root.resolve("proc"));
        Files.writeString(root.resolve("proc/cpuinfo"), """
                processor\t: 0
                vendor_id\t: %s
                cpu MHz\t\t: %s
                flags\t\t: fpu %s

                processor\t: 1
                vendor_id\t: Other
                """.formatted(vendor, megahertz, flags));
    }
}
