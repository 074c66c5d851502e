package io.redoubt.cli.doctor;

import ai.djl.engine.Engine;
import io.redoubt.api.Plural;
import io.redoubt.core.script.ConvolutionKernels;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.data.memory.ByteSize;
import io.redoubt.data.memory.MemoryBudget;
import io.redoubt.eval.report.figures.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Checks of this machine, which need no deployment. */
public final class MachineChecks {

    /** A training step of a ResNet-18 on 32x32 images takes about this much. */
    private static final long TENSORS = 1L << 30;

    private static final long DISK = 2L << 30;

    private final Path home;
    private final Path temporary;

    /**
     * @param home directory for data, logs and reports; it need not exist
     * @param temporary directory of temporary files
     */
    public MachineChecks(Path home, Path temporary) {
        this.home = home;
        this.temporary = temporary;
    }

    /** Passes each result to {@code results} as soon as it is known. */
    public void run(Consumer<Check> results) {
        results.accept(Check.ok("java", System.getProperty("java.version") + ", " + System.getProperty("java.vendor")));
        results.accept(platform(System.getProperty("os.name"), System.getProperty("os.arch")));
        Check kernels = kernels();
        results.accept(kernels);
        if (!kernels.failed()) {
            Check engine = engine();
            results.accept(engine);
            if (!engine.failed()) {
                results.accept(device());
            }
        }
        results.accept(memory(MemoryBudget.ofProcess()));
        results.accept(disk("disk", home, "--home"));
        results.accept(disk("temporary files", temporary, "JAVA_OPTS=-Djava.io.tmpdir=DIR"));
    }

    /** The native libraries of the engine are built for one platform. */
    static Check platform(String system, String architecture) {
        String found = system + " " + architecture;
        return found.equals("Linux amd64")
                ? Check.ok("platform", found)
                : Check.fail("platform", found + " has no native libraries of the engine", "use Linux on x86-64");
    }

    private static Check kernels() {
        try {
            return Check.ok("kernels", ConvolutionKernels.ofThisMachine().description());
        } catch (IllegalStateException e) {
            return Check.fail("kernels", String.valueOf(e.getMessage()));
        }
    }

    private static Check engine() {
        try {
            ScriptModule.usesGpu();
            Environment environment = Environment.current(Clock.systemUTC().instant());
            return Check.ok(
                    "engine",
                    "PyTorch " + Engine.getEngine("PyTorch").getVersion() + ", DJL "
                            + environment.software().get("djl") + ", redoubt "
                            + environment.software().get("redoubt"));
        } catch (RuntimeException | LinkageError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return Check.fail(
                    "engine",
                    "cannot be loaded: " + cause.getMessage(),
                    "check that its folder, $DJL_CACHE_DIR or $HOME/.djl.ai, is writable and has 1 GiB of free space");
        }
    }

    private static Check device() {
        if (!ScriptModule.usesGpu()) {
            return Check.ok("device", "CPU, " + Plural.of(Runtime.getRuntime().availableProcessors(), "processor"));
        }
        OptionalLong memory = ScriptModule.gpuMemory();
        return memory.isPresent()
                ? Check.ok("device", "GPU with " + ByteSize.text(memory.getAsLong()))
                : Check.warn("device", "GPU, whose driver does not tell its memory", "check nvidia-smi");
    }

    static Check memory(MemoryBudget budget) {
        String found = ByteSize.text(budget.heapLimit()) + " of Java heap and " + ByteSize.text(budget.tensors())
                + " for tensors";
        return budget.tensors() >= TENSORS
                ? Check.ok("memory", found)
                : Check.warn(
                        "memory", found, "use a machine with more memory, or a smaller heap with JAVA_OPTS=-Xmx1g");
    }

    /** @param option what selects another directory */
    static Check disk(String name, Path directory, String option) {
        Path existing = directory.toAbsolutePath();
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        try {
            if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
                return Check.fail(name, existing + " is not a writable directory", "choose another with " + option);
            }
            long free = Files.getFileStore(existing).getUsableSpace();
            String found = ByteSize.text(free) + " free in " + directory;
            return free >= DISK
                    ? Check.ok(name, found)
                    : Check.warn(name, found, "free space, or choose another directory with " + option);
        } catch (IOException e) {
            return Check.fail(name, existing + ": " + e.getMessage(), "choose another directory with " + option);
        }
    }
}
