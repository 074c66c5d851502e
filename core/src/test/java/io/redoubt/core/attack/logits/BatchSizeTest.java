package io.redoubt.core.attack.logits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.data.ImageShape;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchSizeTest {
    private static final ImageShape CIFAR = new ImageShape(3, 32, 32);

    /** Batches of large images are smaller, whatever the memory of the machine, so that results can be reproduced. */
    @Test
    void batchOnACpuIsBoundedInImagesAndInValues() {
        assertThat(BatchSize.AUTO.onCpu(CIFAR)).isEqualTo(128);
        assertThat(BatchSize.AUTO.onCpu(new ImageShape(3, 64, 64))).isEqualTo(128);
        assertThat(BatchSize.AUTO.onCpu(new ImageShape(3, 224, 224))).isEqualTo(10);
        assertThat(BatchSize.AUTO.onCpu(new ImageShape(3, 1024, 1024))).isEqualTo(1);
    }

    /** A pass takes at most a quarter of the memory. */
    @ParameterizedTest
    @CsvSource({"80, 1, 1024", "80, 40, 512", "16, 40, 102", "16, 4096, 1", "16, 100000, 1"})
    void batchOnAGpuFollowsFromItsMemory(long gibibytes, double mebibytesPerImage, int images) {
        OptionalLong memory = OptionalLong.of(gibibytes << 30);

        assertThat(BatchSize.AUTO.onGpu(CIFAR, memory, mebibytesPerImage * (1 << 20)))
                .isEqualTo(images);
    }

    /** The state of their searches is in the Java heap. */
    @Test
    void batchOfLargeImagesOnAGpuIsBoundedInValues() {
        OptionalLong memory = OptionalLong.of(80L << 30);

        assertThat(BatchSize.AUTO.onGpu(new ImageShape(3, 64, 64), memory, 1)).isEqualTo(512);
        assertThat(BatchSize.AUTO.onGpu(new ImageShape(3, 224, 224), memory, 1)).isEqualTo(41);
        assertThat(BatchSize.AUTO.onGpu(new ImageShape(3, 1024, 1024), memory, 1))
                .isEqualTo(2);
    }

    @Test
    void batchOnAGpuOfUnknownMemoryIsThatOnACpu() {
        assertThat(BatchSize.AUTO.onGpu(CIFAR, OptionalLong.empty(), 1)).isEqualTo(128);
    }

    @Test
    void chosenBatchTakesPrecedence() {
        LinearLogits function = LinearLogits.random(2, CIFAR.size(), 1);

        assertThat(function.withBatch(BatchSize.of(7)).batch(CIFAR)).isEqualTo(7);
        assertThat(function.withBatch(BatchSize.of(" 300 ")).batch(CIFAR)).isEqualTo(300);
        assertThat(function.withBatch(BatchSize.of("auto"))).isSameAs(function);
        assertThat(BatchSize.of(7).onGpu(CIFAR, OptionalLong.of(1), 1)).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "65537", "many", ""})
    void invalidBatchIsRejected(String text) {
        assertThatThrownBy(() -> BatchSize.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
