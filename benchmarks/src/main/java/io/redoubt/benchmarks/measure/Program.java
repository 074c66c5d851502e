package io.redoubt.benchmarks.measure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that runs repetitions on request, see {@link RunningProgram}.
 *
 * @param name appears in progress and error messages
 * @param command the command with its arguments
 */
public record Program(String name, List<String> command) {
    public Program {
        command = List.copyOf(command);
    }

    /** A class with a main method, in a virtual machine with the options of the {@code redoubt} command. */
    public static Program java(String name, Class<?> main, List<?> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:MaxRAMPercentage=40",
                "-Dai.djl.offline=true",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        arguments.forEach(argument -> command.add(argument.toString()));
        return new Program(name, command);
    }
}
