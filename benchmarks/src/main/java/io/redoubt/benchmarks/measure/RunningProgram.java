package io.redoubt.benchmarks.measure;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The process of a measured program. It prints {@code ready} after its set-up and warm-up. Then it runs one repetition for
 * each line of its standard input and prints the result as {@code name=value} pairs in one line, {@code seconds} among
 * them. It ends with its input. Until then it waits without using the processor. Its error output is kept for the reason of
 * a failure.
 */
final class RunningProgram implements AutoCloseable {
    private static final String READY = "ready";
    private static final int CLOSE_SECONDS = 20;

    private final Process process;
    private final Path errors;
    private final BufferedWriter requests;
    private final BufferedReader answers;

    private RunningProgram(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        requests = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts a program and waits until it is ready. */
    static RunningProgram start(Program program) throws ProgramFailedException {
        try {
            Path errors = Files.createTempFile("redoubt-benchmark", ".log");
            Process process = new ProcessBuilder(program.command())
                    .redirectError(errors.toFile())
                    .start();
            RunningProgram running = new RunningProgram(process, errors);
            try {
                running.awaitReady();
                return running;
            } catch (IOException | ProgramFailedException e) {
                running.close();
                throw e;
            }
        } catch (IOException e) {
            throw new ProgramFailedException("cannot be started: " + e.getMessage());
        }
    }

    private void awaitReady() throws IOException, ProgramFailedException {
        String line = answers.readLine();
        if (!READY.equals(line)) {
            throw line == null ? ended() : new ProgramFailedException("printed '" + line + "' instead of " + READY);
        }
    }

    /** Runs one repetition. */
    Repetition repeat() throws ProgramFailedException {
        try {
            requests.newLine();
            requests.flush();
            String line = answers.readLine();
            if (line == null) {
                throw ended();
            }
            return Repetition.parse(line);
        } catch (IOException e) {
            throw ended();
        }
    }

    private ProgramFailedException ended() {
        waitFor();
        return new ProgramFailedException(
                "ended with status " + (process.isAlive() ? "unknown" : process.exitValue()) + ": " + lastError());
    }

    /** The last line that describes an exception, otherwise the last line. */
    private String lastError() {
        try {
            List<String> lines = Files.readString(errors, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            return lines.stream()
                    .filter(line -> line.matches(".*(Exception|Error|Caused by).*"))
                    .reduce((first, second) -> second)
                    .or(() -> lines.stream().reduce((first, second) -> second))
                    .orElse("no error output");
        } catch (IOException e) {
            return "no error output";
        }
    }

    /** Ends the program, which should end with its input. */
    @Override
    public void close() {
        try {
            requests.close();
        } catch (IOException ended) {
            process.destroy();
        }
        waitFor();
        process.destroyForcibly();
        errors.toFile().delete();
    }

    private void waitFor() {
        try {
            process.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
