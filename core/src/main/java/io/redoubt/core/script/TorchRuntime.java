package io.redoubt.core.script;

import ai.djl.engine.Engine;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;

/** Loads the engine, once per process, tuned for training. */
final class TorchRuntime {
    private static final String ENGINE = "PyTorch";

    static {
        if (Platform.isLinux()) {
            sleepAtBarriers();
            keepFreedMemory();
            chooseKernelsThatAreRight();
        }
        Engine.getEngine(ENGINE);
    }

    private TorchRuntime() {}

    /** A manager for arrays that outlive a step; the caller closes it. */
    static PtNDManager newManager() {
        return (PtNDManager) Engine.getEngine(ENGINE).newBaseManager();
    }

    /**
     * Sets what the engine keeps per thread: gradients are recorded, and scripts are interpreted as they are, because the
     * optimising executor re-compiles on the second and third call and doubles the memory.
     */
    static void prepareThread() {
        JniUtils.setGraphExecutorOptimize(false);
        JniUtils.setGradMode(true);
    }

    /**
     * Kernel threads that wait for each other spin by default. Where anything else wants the cores this costs up to ten
     * times the step; sleeping costs a third on an idle machine. A value from the environment stands: set
     * {@code OMP_WAIT_POLICY=active} where the cores are reserved.
     */
    private static void sleepAtBarriers() {
        setUnlessSet("OMP_WAIT_POLICY", "PASSIVE");
    }

    /**
     * glibc returns blocks of the size of activations to the kernel on every free, and clearing them again costs a fifth
     * of a training step. Keeping them must be asked for before the engine allocates.
     */
    private static void keepFreedMemory() {
        int mmapThreshold = -3;
        int trimThreshold = -1;
        int topPad = -2;
        libc("mallopt", mmapThreshold, 1 << 30);
        libc("mallopt", trimThreshold, 2_000_000_000);
        libc("mallopt", topPad, 64 << 20);
    }

    /**
     * The convolutions of the engine's oneDNN for AVX2 and AVX-512 give wrong gradients for narrow networks, without an
     * error, and end the process for some wide ones, at least on virtual machines that do not tell how large the caches
     * are. Those for AVX are right wherever they were tried and take about a third longer. A value from the environment
     * stands: whoever sets {@code DEFAULT} runs the tests of this package first.
     */
    private static void chooseKernelsThatAreRight() {
        setUnlessSet("ONEDNN_MAX_CPU_ISA", "AVX");
    }

    private static void setUnlessSet(String variable, String value) {
        int keepExisting = 0;
        libc("setenv", variable, value, keepExisting);
    }

    /** Calls a function that may be missing: another C library has another allocator, which needs no tuning. */
    private static void libc(String function, Object... arguments) {
        try {
            NativeLibrary.getInstance("c").getFunction(function).invokeInt(arguments);
        } catch (UnsatisfiedLinkError missing) {
            return;
        }
    }
}
