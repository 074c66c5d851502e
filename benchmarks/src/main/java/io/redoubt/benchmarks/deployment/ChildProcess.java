package io.redoubt.benchmarks.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A process that writes its output to a file and is ended on close. */
public final class ChildProcess implements AutoCloseable {
    private static final long POLL_NANOS = 2_000_000;
    private static final long TIMEOUT_NANOS = TimeUnit.MINUTES.toNanos(3);
    private static final int CLOSE_SECONDS = 45;
    private static final int KIB = 1024;

    private final Process process;
    private final Path log;

    private ChildProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a command.
     *
     * @param environment variables in addition to those of this process
     * @param log receives standard output and error output
     */
    public static ChildProcess start(List<String> command, Map<String, String> environment, Path log) {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        try {
            return new ChildProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        }
    }

    /**
     * Waits for a line of the output that contains {@code text}, and returns it.
     *
     * @throws IllegalStateException with the output, if the process ends or the line does not appear in time
     */
    public String awaitLine(String text) {
        long deadline = System.nanoTime() + TIMEOUT_NANOS;
        while (true) {
            boolean alive = process.isAlive();
            Optional<String> line =
                    output().lines().filter(each -> each.contains(text)).findFirst();
            if (line.isPresent()) {
                return line.get();
            }
            if (!alive || System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "no line with '" + text + "' from " + log.getFileName() + ":\n" + output());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /**
     * Waits for the end of the process.
     *
     * @throws IllegalStateException with the output, if it fails
     */
    public void awaitEnd() throws InterruptedException {
        if (!process.waitFor(TIMEOUT_NANOS, TimeUnit.NANOSECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(log.getFileName() + " failed:\n" + output());
        }
    }

    private String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log, e);
        }
    }

    /** Returns the memory of the process, resident set size in MiB. */
    public long residentMebibytes() {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIB)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the memory of " + log.getFileName(), e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
