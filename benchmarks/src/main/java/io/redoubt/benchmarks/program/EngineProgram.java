package io.redoubt.benchmarks.program;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import com.sun.jna.NativeLibrary;
import io.redoubt.core.script.ScriptModule;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Describes the engine: its version, its threads, and the variables that Redoubt or the user set for its kernels. */
public final class EngineProgram {
    private EngineProgram() {}

    public static void main(String[] arguments) throws Exception {
        ScriptModule.usesGpu();
        Repetitions.serve(() -> Map.of(
                "engine", Engine.getEngine("PyTorch").getVersion(),
                "threads", JniUtils.getNumThreads(),
                "kernels", kernels()));
    }

    /** The variables as the engine sees them: those that this process sets are not in the environment of the JVM. */
    private static String kernels() {
        String set = Stream.of("ONEDNN_MAX_CPU_ISA", "OMP_NUM_THREADS", "OMP_WAIT_POLICY", "GOMP_SPINCOUNT")
                .map(name -> name + ":"
                        + NativeLibrary.getInstance("c").getFunction("getenv").invokeString(new Object[] {name}, false))
                .filter(variable -> !variable.endsWith(":null"))
                .collect(Collectors.joining(","));
        return set.isEmpty() ? "default" : set;
    }
}
