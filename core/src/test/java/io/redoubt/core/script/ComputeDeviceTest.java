package io.redoubt.core.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComputeDeviceTest {

    @ParameterizedTest
    @CsvSource({"auto,0,cpu", "auto,2,gpu0", "cpu,0,cpu", "cpu,2,cpu", "cuda,1,gpu0", "cuda:0,1,gpu0", "cuda:1,2,gpu1"})
    void isTheChosenOne(String chosen, int gpus, String device) {
        assertThat(ComputeDevice.of(chosen, gpus))
                .isEqualTo(device.equals("cpu") ? Device.cpu() : Device.gpu(Integer.parseInt(device.substring(3))));
    }

    @ParameterizedTest
    @CsvSource({"cuda,0,no GPU", "cuda:0,0,no GPU", "cuda:2,2,the GPUs cuda:0 to cuda:1"})
    void isNeverAnotherThanTheChosenOne(String chosen, int gpus, String seen) {
        assertThatThrownBy(() -> ComputeDevice.of(chosen, gpus))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("REDOUBT_DEVICE=" + chosen + ": the engine sees " + seen
                        + "; use an image with CUDA and give it a GPU (docs/gpu.md), or choose another device");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpu", "CUDA", "cuda:", "cuda:-1", "cuda:1000", "mps", "cpu:0"})
    void otherNamesAreRefused(String chosen) {
        assertThatThrownBy(() -> ComputeDevice.of(chosen, 4))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("REDOUBT_DEVICE=" + chosen + " is not a device; use cpu, cuda, cuda:1 or auto");
    }
}
