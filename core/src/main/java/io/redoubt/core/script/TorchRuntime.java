package io.redoubt.core.script;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.cuda.CudaUtils;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the engine, once per process, tuned for training. */
final class TorchRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(TorchRuntime.class);
    private static final String ENGINE = "PyTorch";

    static {
        if (Platform.isLinux()) {
            spinBriefly();
            keepFreedMemory();
        }
        ConvolutionKernels kernels = ConvolutionKernels.ofThisMachine();
        if (!kernels.isa().equals(ConvolutionKernels.DEFAULT)) {
            setUnlessSet(KernelSelection.VARIABLE, kernels.isa());
        }
        String version = Engine.getEngine(ENGINE).getVersion();
        Nnpack.disableIfUnavailable();
        LOG.info(
                "engine={} version={} device={} gpus={} kernels={} threads={}",
                ENGINE,
                version,
                ComputeDevice.chosen(),
                gpus(),
                kernels.description(),
                KernelThreads.ofThisProcess());
    }

    private TorchRuntime() {}

    /** A manager for arrays that outlive a step; the caller closes it. */
    static PtNDManager newManager() {
        Device device = device();
        PtNDManager manager = (PtNDManager) Engine.getEngine(ENGINE).newBaseManager(device);
        EngineDevice.computesOn(device);
        return manager;
    }

    private static Device device() {
        return ComputeDevice.of(ComputeDevice.chosen(), gpus());
    }

    /** The number of GPUs that the engine sees. */
    static int gpus() {
        return Engine.getEngine(ENGINE).getGpuCount();
    }

    /** Whether tensors are in the memory of a GPU; otherwise they are in that of the machine. */
    static boolean usesGpu() {
        return device().isGpu();
    }

    /** The memory of the GPU that tensors are in, in bytes; empty if there is none or its driver does not tell. */
    static OptionalLong gpuMemory() {
        if (!usesGpu()) {
            return OptionalLong.empty();
        }
        long bytes = CudaUtils.getGpuMemory(device()).getMax();
        return bytes > 0 ? OptionalLong.of(bytes) : OptionalLong.empty();
    }

    /**
     * Configures the engine for the current thread: gradients are recorded, and scripts are interpreted without
     * optimisation, because the optimising executor recompiles on the second and third call and doubles the memory.
     */
    static void prepareThread() {
        JniUtils.setGraphExecutorOptimize(false);
        JniUtils.setGradMode(true);
    }

    /**
     * Kernel threads that wait at a barrier spin for a bounded time, then sleep. The time is a compromise: sleeping at once
     * costs a fifth of a training step on an idle machine, and the default of libgomp two thirds of it beside another busy
     * process. See docs/decisions/0008. Values from the environment take precedence.
     */
    private static void spinBriefly() {
        if (System.getenv("OMP_WAIT_POLICY") == null) {
            setUnlessSet("GOMP_SPINCOUNT", "1500");
        }
    }

    /**
     * glibc returns blocks of the size of activations to the kernel on every free, and clearing them again costs a
     * fifth of a training step. This must be configured before the engine allocates memory.
     */
    private static void keepFreedMemory() {
        int mmapThreshold = -3;
        int trimThreshold = -1;
        int topPad = -2;
        libc("mallopt", mmapThreshold, 1 << 30);
        libc("mallopt", trimThreshold, 2_000_000_000);
        libc("mallopt", topPad, 64 << 20);
    }

    private static void setUnlessSet(String variable, String value) {
        int keepExisting = 0;
        libc("setenv", variable, value, keepExisting);
    }

    /** Calls a function that may be missing: other C libraries have other allocators, which need no tuning. */
    private static void libc(String function, Object... arguments) {
        try {
            NativeLibrary.getInstance("c").getFunction(function).invokeInt(arguments);
        } catch (UnsatisfiedLinkError missing) {
            return;
        }
    }
}
