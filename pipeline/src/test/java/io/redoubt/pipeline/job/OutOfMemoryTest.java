package io.redoubt.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutOfMemoryTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Java heap space",
                "GC overhead limit exceeded",
                "Direct buffer memory",
                "Requested array size exceeds VM limit"
            })
    void heapIsExplainedWithItsLimitAndTheOptionThatRaisesIt(String message) {
        long limit = Runtime.getRuntime().maxMemory() >> 20;

        assertThat(OutOfMemory.explain(new IllegalStateException("wrapped", new OutOfMemoryError(message))))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .startsWith("out of memory (" + message + ") with a Java heap of " + limit + " MiB; ")
                        .contains("JAVA_OPTS=-Xmx" + 2 * limit
                                + "m, or the memory limit of the worker; for work on images, use fewer"));
    }

    /** Messages of PyTorch 2; DJL passes them on with the frames of the native stack. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[enforce fail at alloc_cpu.cpp:114] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to"
                        + " allocate 160000000000 bytes. Error code 12 (Cannot allocate memory)",
                "[enforce fail at alloc_cpu.cpp:75] data. DefaultCPUAllocator: not enough memory: you tried to allocate 8"
                        + " bytes.",
                "CUDA out of memory. Tried to allocate 20.00 GiB. GPU 0 has a total capacity of 15.77 GiB",
                "CUDA error: out of memory",
                "std::bad_alloc"
            })
    void engineIsExplainedInOneLineWithTheSize(String message) {
        assertThat(OutOfMemory.explain(new IllegalStateException(message + "\nframe #0: c10::ThrowEnforceNotMet")))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .startsWith("out of memory for tensors (" + message + "); use ")
                        .doesNotContain("frame", "\n"));
    }

    @Test
    void otherFailuresAreNotExplained() {
        assertThat(OutOfMemory.explain(new IllegalStateException("the loss is NaN", new RuntimeException())))
                .isEmpty();
    }
}
