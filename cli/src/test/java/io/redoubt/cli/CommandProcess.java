package io.redoubt.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line as a separate process. */
public final class CommandProcess {

    private CommandProcess() {}

    /**
     * Returns a process with one kernel thread, as in the tests, whose stderr is merged into stdout.
     *
     * @param javaOptions further options of the Java virtual machine
     * @param arguments command and options
     */
    public static ProcessBuilder of(List<String> javaOptions, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dai.djl.offline=true",
                "-Dai.djl.pytorch.num_threads=1"));
        command.addAll(javaOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectErrorStream(true);
    }
}
