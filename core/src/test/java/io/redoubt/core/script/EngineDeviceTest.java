package io.redoubt.core.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.event.WorkerDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineDeviceTest {

    @TempDir
    Path folder;

    private void gpu(String address, String model) throws IOException {
        Files.writeString(
                Files.createDirectories(folder.resolve(address)).resolve("information"),
                "Model: \t\t " + model + "\nIRQ:   \t\t 16\n");
    }

    @Test
    void theDeviceIsKnownOnceTheEngineComputes() {
        TorchRuntime.newManager().close();

        WorkerDevice device = EngineDevice.current().orElseThrow();

        assertThat(device.name()).matches("cpu|cuda:\\d+");
        assertThat(device.threads())
                .hasValueSatisfying(threads -> assertThat(threads).isPositive());
        assertThat(device.memoryBytes()).hasValueSatisfying(total -> assertThat(total)
                .isGreaterThan(device.memoryUsedBytes().orElseThrow()));
    }

    @Test
    void theModelIsThatOfAllGpus() throws IOException {
        gpu("0000:01:00.0", "NVIDIA H200");
        gpu("0000:02:00.0", "NVIDIA H200");

        assertThat(GpuModel.under(folder)).hasValue("NVIDIA H200");
    }

    @Test
    void theModelIsUnknownIfGpusDifferOrTheDriverDoesNotTell() throws IOException {
        assertThat(GpuModel.under(folder.resolve("missing"))).isEmpty();
        assertThat(GpuModel.under(folder)).isEmpty();
        gpu("0000:01:00.0", "NVIDIA H200");
        gpu("0000:02:00.0", "NVIDIA T4");

        assertThat(GpuModel.under(folder)).isEmpty();
    }

    @Test
    void residentMemoryIsReadInBytes() throws IOException {
        Path status =
                Files.writeString(folder.resolve("status"), "VmPeak:\t 4096 kB\nVmRSS:\t    2048 kB\nThreads:\t3\n");

        assertThat(ResidentMemory.in(status)).hasValue(2048L * 1024);
        assertThat(ResidentMemory.in(folder.resolve("missing"))).isEmpty();
    }
}
