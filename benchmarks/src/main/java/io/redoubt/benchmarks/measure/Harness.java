package io.redoubt.benchmarks.measure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the sections measure with.
 *
 * @param isShort whether to measure small sizes in one round, to check that the benchmarks work
 * @param rounds the repetitions of each program; sections whose repetitions take minutes may run fewer
 * @param folder the folder {@code benchmarks}
 * @param python the interpreter and what it has
 * @param progress receives one line per event
 */
public record Harness(boolean isShort, int rounds, Path folder, Python python, Consumer<String> progress) {

    /** Measures programs in turn. */
    public List<Measurement> measure(List<Program> programs) {
        return measure(rounds, programs);
    }

    /** Measures programs in turn, in at most {@code mostRounds} rounds. */
    public List<Measurement> measure(int mostRounds, List<Program> programs) {
        return new InterleavedRun(Math.min(rounds, mostRounds), isShort, progress).measure(programs);
    }

    /**
     * Runs the set-up of a program, such as one that writes files for others.
     *
     * @throws IllegalStateException when it fails
     */
    public void prepare(Program program) {
        progress.accept(program.name());
        Measurement prepared =
                new InterleavedRun(0, false, progress).measure(List.of(program)).get(0);
        prepared.failure().ifPresent(reason -> {
            throw new IllegalStateException("the program '" + program.name() + "' " + reason);
        });
    }

    /**
     * Returns the program of a script in {@code benchmarks/pytorch}.
     *
     * @param name appears in progress and error messages
     */
    public Program python(String name, String script, List<?> arguments) {
        List<String> command = new ArrayList<>(List.of(
                python.command(), folder.resolve("pytorch").resolve(script).toString()));
        arguments.forEach(argument -> command.add(argument.toString()));
        return new Program(name, command);
    }

    /** Returns the folder of the repository. */
    public String root() {
        return folder.toAbsolutePath().normalize().getParent().toString();
    }

    /** Returns a folder for files that programs exchange or that later runs use again; {@code mvn clean} deletes it. */
    public Path files() {
        return folder.resolve("target/benchmark-files");
    }

    /**
     * Asks a program for its description.
     *
     * @return its values, or empty if it fails
     */
    public static Optional<Map<String, String>> describe(Program program) {
        Measurement measured = new InterleavedRun(1, false, line -> {})
                .measure(List.of(program))
                .get(0);
        return measured.repetitions().stream().map(Repetition::values).findFirst();
    }
}
