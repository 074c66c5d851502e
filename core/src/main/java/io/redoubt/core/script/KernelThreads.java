package io.redoubt.core.script;

/**
 * The number of threads that compute one operation on the CPU: all processors that the process may use, by its affinity and
 * its CPU quota. The engine alone would not respect a quota.
 */
final class KernelThreads {
    private static final String PROPERTY = "ai.djl.pytorch.num_threads";
    private static final String VARIABLE = "OMP_NUM_THREADS";

    private KernelThreads() {}

    /**
     * Sets the number for an engine that is not loaded yet, unless the user has set one.
     *
     * @throws IllegalStateException when the user has set a number that the engine would ignore
     */
    static void configure() {
        if (System.getProperty(PROPERTY) == null && System.getenv(VARIABLE) == null) {
            System.setProperty(PROPERTY, Integer.toString(Runtime.getRuntime().availableProcessors()));
        }
        String threads = System.getProperty(PROPERTY);
        if (threads != null && !threads.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalStateException("system property " + PROPERTY + "=" + threads
                    + " is not a number of threads from 1 to 9999; correct it, or leave it out to use all processors");
        }
    }

    /** The number as text. */
    static String ofThisProcess() {
        configure();
        return System.getProperty(PROPERTY, System.getenv(VARIABLE));
    }
}
