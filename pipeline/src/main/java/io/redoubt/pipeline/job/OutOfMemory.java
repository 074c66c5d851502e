package io.redoubt.pipeline.job;

import java.util.List;
import java.util.Optional;

/** Recognises failures for lack of memory, of the Java heap and of the engine. Another attempt would fail in the same way. */
public final class OutOfMemory {
    /** The engine states these in its exceptions, whose type is that of every other error. */
    private static final List<String> ENGINE =
            List.of("DefaultCPUAllocator", "CUDA out of memory", "CUDA error: out of memory", "std::bad_alloc");

    private static final String FEWER = "fewer or smaller images at a time, a smaller batch or a smaller model";
    private static final int CAUSES = 16;

    private OutOfMemory() {}

    /** Returns the cause and the remedy if {@code failure} is due to a lack of memory. */
    public static Optional<String> explain(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < CAUSES && cause != null; i++) {
            if (cause instanceof OutOfMemoryError) {
                return Optional.of(ofHeap(cause.getMessage()));
            }
            String message = String.valueOf(cause.getMessage());
            if (ENGINE.stream().anyMatch(message::contains)) {
                return Optional.of("out of memory for tensors (" + firstLine(message) + "); use " + FEWER
                        + ", or a machine or worker with more memory");
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static String ofHeap(String message) {
        long limit = Runtime.getRuntime().maxMemory() >> 20;
        return "out of memory (" + message + ") with a Java heap of " + limit
                + " MiB; raise the limit with JAVA_OPTS=-Xmx" + 2 * limit
                + "m, or the memory limit of the worker; for work on images, use " + FEWER;
    }

    private static String firstLine(String message) {
        return message.strip().lines().findFirst().orElse("");
    }
}
