package io.redoubt.data.memory;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The estimated memory that a computation takes at its peak.
 *
 * @param computation such as {@code attacking 10 images of 3x224x224 at a time}
 * @param heap bytes of the Java heap
 * @param tensors bytes of tensors in the memory of the machine, outside the Java heap; 0 if unknown, or on a GPU
 * @param remedy what reduces it, such as {@code a smaller batch}
 */
public record MemoryEstimate(String computation, long heap, long tensors, String remedy) {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryEstimate.class);
    private static final long STEP = 256L << 20;

    /**
     * Logs the estimate and checks that this process has enough free memory, see {@link #requireWithin}.
     *
     * @throws NotEnoughMemoryException naming the estimate, the budget and the remedy
     */
    public void require() {
        if (heap > MemoryBudget.ofProcess().heap()) {
            System.gc();
        }
        MemoryBudget budget = MemoryBudget.ofProcess();
        LOG.info(
                "memory=\"{}\" heap_mib={} of={} tensors_mib={} of={}",
                computation,
                heap >> 20,
                budget.heap() >> 20,
                tensors >> 20,
                budget.tensors() >> 20);
        requireWithin(budget);
    }

    /**
     * Checks that the budget suffices. Call it before the computation allocates anything: when the heap is exhausted,
     * allocations fail in every thread, not only in the one that exhausted it.
     *
     * @throws NotEnoughMemoryException naming the estimate, the budget and the remedy
     */
    public void requireWithin(MemoryBudget budget) {
        if (heap > budget.heap()) {
            throw new NotEnoughMemoryException(computation + " needs about " + ByteSize.text(heap)
                    + " of Java heap, and " + ByteSize.text(budget.heap()) + " of "
                    + ByteSize.text(budget.heapLimit()) + " are free; raise the limit with JAVA_OPTS=-Xmx"
                    + (roundedUp(budget.heapLimit() + heap - budget.heap()) >> 20)
                    + "m, or the memory limit of the worker, or use " + remedy);
        }
        if (tensors > budget.tensors()) {
            throw new NotEnoughMemoryException(computation + " needs about " + ByteSize.text(tensors)
                    + " for tensors, and " + ByteSize.text(budget.tensors()) + " are left beside the Java heap of "
                    + ByteSize.text(budget.heapLimit())
                    + " (JAVA_OPTS=-Xmx sets it); use a machine or a memory limit of the worker with "
                    + ByteSize.text(roundedUp(tensors - budget.tensors())) + " more, or " + remedy);
        }
    }

    private static long roundedUp(long bytes) {
        return (bytes + STEP - 1) / STEP * STEP;
    }

    /** Returns the estimate as {@code about 176 MiB of Java heap and 4.1 GiB for tensors}. */
    @Override
    public String toString() {
        return "about " + ByteSize.text(heap) + " of Java heap and "
                + (tensors == 0 ? "an unknown amount" : ByteSize.text(tensors)) + " for tensors";
    }
}
