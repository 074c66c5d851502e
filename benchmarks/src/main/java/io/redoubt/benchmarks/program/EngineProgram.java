package io.redoubt.benchmarks.program;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import com.sun.jna.NativeLibrary;
import io.redoubt.core.script.ScriptModule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Describes the engine: its version, its threads, and the variables that Redoubt or the user set for its kernels. */
public final class EngineProgram {
    private static final String INSTRUCTION_SET = "ONEDNN_MAX_CPU_ISA";
    private static final List<String> THREADING = List.of("OMP_WAIT_POLICY", "GOMP_SPINCOUNT");

    private EngineProgram() {}

    public static void main(String[] arguments) throws Exception {
        ScriptModule.usesGpu();
        new Repetitions()
                .serve(() -> Map.of(
                        "engine", Engine.getEngine("PyTorch").getVersion(),
                        "threads", JniUtils.getNumThreads(),
                        "kernels", kernels()));
    }

    /** The variables as the engine sees them: those that this process sets are not in the environment of the JVM. */
    private static String kernels() {
        return Stream.concat(
                        Stream.of(variable(INSTRUCTION_SET).orElse("default")),
                        THREADING.stream().flatMap(name -> variable(name).map(value -> name + "=" + value).stream()))
                .collect(Collectors.joining(","));
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(
                NativeLibrary.getInstance("c").getFunction("getenv").invokeString(new Object[] {name}, false));
    }
}
