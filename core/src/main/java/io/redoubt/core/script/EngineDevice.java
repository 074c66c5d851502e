package io.redoubt.core.script;

import ai.djl.Device;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.cuda.CudaUtils;
import com.sun.management.OperatingSystemMXBean;
import io.redoubt.api.event.WorkerDevice;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;
import java.util.Optional;

/** The device on which the engine of this process computes. */
public final class EngineDevice {

    private static final Path GPUS = Path.of("/proc/driver/nvidia/gpus");

    private static volatile Device chosen;
    private static volatile Optional<String> model = Optional.empty();

    private EngineDevice() {}

    /** Records that the engine is loaded and computes on a device. */
    static void computesOn(Device device) {
        model = device.isGpu() ? GpuModel.under(GPUS) : Optional.empty();
        chosen = device;
    }

    /**
     * Returns the device with its use of memory; empty if this process has not computed yet. Does not load the engine,
     * because some jobs do not need it.
     */
    public static Optional<WorkerDevice> current() {
        return Optional.ofNullable(chosen).map(device -> device.isGpu() ? gpu(device) : cpu());
    }

    private static WorkerDevice gpu(Device device) {
        Optional<MemoryUsage> memory = gpuMemory(device);
        return new WorkerDevice(
                "cuda:" + device.getDeviceId(),
                model,
                Optional.of(JniUtils.getNumThreads()),
                memory.flatMap(usage -> positive(usage.getMax())),
                memory.flatMap(usage -> positive(usage.getUsed())));
    }

    /** Empty if the driver does not answer: the event that reports the failure of a GPU must still be sent. */
    private static Optional<MemoryUsage> gpuMemory(Device device) {
        try {
            return Optional.of(CudaUtils.getGpuMemory(device));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static WorkerDevice cpu() {
        long total =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return new WorkerDevice(
                "cpu",
                Optional.empty(),
                Optional.of(JniUtils.getNumThreads()),
                positive(total),
                ResidentMemory.in(Path.of("/proc/self/status")));
    }

    private static Optional<Long> positive(long bytes) {
        return Optional.of(bytes).filter(known -> known > 0);
    }
}
