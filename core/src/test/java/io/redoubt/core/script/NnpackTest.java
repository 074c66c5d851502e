package io.redoubt.core.script;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;

class NnpackTest {

    /** PyTorch prints a warning before each convolution otherwise. */
    @Test
    void pyTorchTriesToUseItOnlyIfItCan() {
        boolean enabled;
        try (NDManager loaded = TorchRuntime.newManager()) {
            assertThat(loaded.isOpen()).isTrue();
            enabled = Nnpack.isEnabled();
        }

        assertThat(enabled).isEqualTo(Nnpack.isAvailable());
    }
}
