package io.redoubt.data.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;

class MemoryEstimateTest {
    private static final long MIB = 1 << 20;
    private static final MemoryBudget BUDGET = new MemoryBudget(100 * MIB, 512 * MIB, 3072 * MIB);

    private static MemoryEstimate estimate(long heap, long tensors) {
        return new MemoryEstimate("attacking 10 images", heap * MIB, tensors * MIB, "smaller images");
    }

    @Test
    void needWithinTheBudgetIsAccepted() {
        assertThatNoException().isThrownBy(() -> estimate(100, 3072).requireWithin(BUDGET));
    }

    @Test
    void heapIsRefusedWithNeedFreeLimitAndTheOptionThatSuffices() {
        assertThatExceptionOfType(NotEnoughMemoryException.class)
                .isThrownBy(() -> estimate(400, 0).requireWithin(BUDGET))
                .withMessage(
                        "attacking 10 images needs about 400 MiB of Java heap, and 100 MiB of 512 MiB are free; raise"
                                + " the limit with JAVA_OPTS=-Xmx1024m, or the memory limit of the worker, or use smaller images");
    }

    @Test
    void tensorsAreRefusedWithNeedRemainderAndRemedy() {
        assertThatExceptionOfType(NotEnoughMemoryException.class)
                .isThrownBy(() -> estimate(1, 8192).requireWithin(BUDGET))
                .withMessage("attacking 10 images needs about 8.0 GiB for tensors, and 3.0 GiB are left beside the Java"
                        + " heap of 512 MiB (JAVA_OPTS=-Xmx sets it); use a machine or a memory limit of the worker with 5.0 GiB more, or smaller"
                        + " images");
    }

    @Test
    void unknownTensorMemoryIsStated() {
        assertThat(estimate(176, 0)).hasToString("about 176 MiB of Java heap and an unknown amount for tensors");
        assertThat(estimate(176, 4198)).hasToString("about 176 MiB of Java heap and 4.1 GiB for tensors");
    }

    /** Kafka clients and the servers of `redoubt serve` allocate while a job runs. */
    @Test
    void budgetKeepsAReserveAndLeavesTheHeapOutOfTheTensors() {
        assertThat(MemoryBudget.of(1024 * MIB, 300 * MIB, 8192 * MIB))
                .isEqualTo(new MemoryBudget(468 * MIB, 1024 * MIB, 6912 * MIB));
        assertThat(MemoryBudget.of(64 * MIB, 10 * MIB, 8192 * MIB).heap()).isEqualTo(38 * MIB);
        assertThat(MemoryBudget.of(1024 * MIB, 1000 * MIB, 512 * MIB)).isEqualTo(new MemoryBudget(0, 1024 * MIB, 0));
    }

    @Test
    void processHasABudget() {
        assertThat(MemoryBudget.ofProcess().heapLimit())
                .isEqualTo(Runtime.getRuntime().maxMemory());
    }
}
