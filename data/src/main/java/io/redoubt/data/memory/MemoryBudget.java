package io.redoubt.data.memory;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * The memory that a computation may take.
 *
 * @param heap free bytes of the Java heap, less a reserve for the other threads of the process
 * @param heapLimit the largest size of the Java heap, in bytes
 * @param tensors bytes for tensors, which are outside the Java heap
 */
public record MemoryBudget(long heap, long heapLimit, long tensors) {
    private static final long LARGEST_RESERVE = 256L << 20;

    /**
     * Returns the budget of this process; garbage counts as used. Tensors may take what the machine, or the memory limit of
     * the container, has beyond the Java heap.
     */
    public static MemoryBudget ofProcess() {
        Runtime java = Runtime.getRuntime();
        long limit = java.maxMemory();
        long used = java.totalMemory() - java.freeMemory();
        long physical =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return of(limit, used, physical);
    }

    /**
     * Returns the budget of a process.
     *
     * @param limit the largest size of the Java heap
     * @param used bytes of the Java heap that are in use
     * @param physical memory of the machine or the container
     */
    static MemoryBudget of(long limit, long used, long physical) {
        long reserve = Math.min(LARGEST_RESERVE, limit / 4);
        return new MemoryBudget(Math.max(0, limit - used - reserve), limit, Math.max(0, physical - limit - reserve));
    }
}
