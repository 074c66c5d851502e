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
        keepFreedMemory();
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
     * glibc returns blocks of the size of activations to the kernel on every free, and clearing them again costs a fifth
     * of a training step. Keeping them must be asked for before the engine allocates.
     */
    private static void keepFreedMemory() {
        if (!Platform.isLinux()) {
            return;
        }
        int mmapThreshold = -3;
        int trimThreshold = -1;
        int topPad = -2;
        try {
            var mallopt = NativeLibrary.getInstance("c").getFunction("mallopt");
            mallopt.invokeInt(new Object[] {mmapThreshold, 1 << 30});
            mallopt.invokeInt(new Object[] {trimThreshold, 2_000_000_000});
            mallopt.invokeInt(new Object[] {topPad, 64 << 20});
        } catch (UnsatisfiedLinkError noGlibc) {
            // Another C library has another allocator, which needs no tuning to be correct.
            return;
        }
    }
}
