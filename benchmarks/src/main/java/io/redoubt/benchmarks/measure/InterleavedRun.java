package io.redoubt.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Measures programs in turn: in each round every program runs one repetition while the others wait, so that a drift of the
 * machine affects all alike. A program that fails does not stop the others.
 *
 * @param rounds the repetitions of each program, at least 0
 * @param startsTogether whether the programs start and warm up at the same time, not one after another
 * @param progress receives one line per event
 */
public record InterleavedRun(int rounds, boolean startsTogether, Consumer<String> progress) {

    /** Measures programs, in their order. */
    public List<Measurement> measure(List<Program> programs) {
        List<Slot> slots = programs.stream().map(Slot::new).toList();
        try {
            (startsTogether ? slots.parallelStream() : slots.stream()).forEach(Slot::start);
            for (int round = 0; round < rounds; round++) {
                slots.forEach(slot -> slot.attempt(() -> slot.repeat(progress)));
            }
        } finally {
            slots.forEach(slot -> slot.running.ifPresent(RunningProgram::close));
        }
        return slots.stream().map(Slot::measurement).toList();
    }

    @FunctionalInterface
    private interface Step {
        void run() throws ProgramFailedException;
    }

    /** A program during the run. */
    private static final class Slot {
        private final Program program;
        private final List<Repetition> repetitions = new ArrayList<>();
        private Optional<RunningProgram> running = Optional.empty();
        private Optional<String> failure = Optional.empty();

        Slot(Program program) {
            this.program = program;
        }

        void start() {
            attempt(() -> running = Optional.of(RunningProgram.start(program)));
        }

        void attempt(Step step) {
            if (failure.isEmpty()) {
                try {
                    step.run();
                } catch (ProgramFailedException e) {
                    failure = Optional.of(e.getMessage());
                }
            }
        }

        void repeat(Consumer<String> progress) throws ProgramFailedException {
            Repetition repetition = running.orElseThrow().repeat();
            repetitions.add(repetition);
            progress.accept(program.name() + ": " + repetition.values());
        }

        Measurement measurement() {
            return new Measurement(program.name(), repetitions, failure);
        }
    }
}
