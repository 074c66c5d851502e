package io.redoubt.system;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A Java process that logs to a file and is killed on close. */
final class JavaProcess implements AutoCloseable {

    private static final Path ROOT =
            Path.of(System.getProperty("redoubt.root")).toAbsolutePath().normalize();

    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]+:(\\d+)");

    private final Process process;
    private final Path log;
    private final int logged;

    private JavaProcess(Process process, Path log, int logged) {
        this.process = process;
        this.log = log;
        this.logged = logged;
    }

    /** Starts the Quarkus application of a module. */
    static JavaProcess application(String module, Map<String, String> environment, Path log, String... arguments) {
        Path jar = ROOT.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing; package the module first");
        }
        List<String> command = new ArrayList<>(List.of("-jar", jar.toString()));
        command.addAll(List.of(arguments));
        return start(command, environment, log);
    }

    /** Starts a main class from the class path of the test. */
    static JavaProcess main(String mainClass, Map<String, String> environment, Path log, String... arguments) {
        List<String> command = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(List.of(arguments));
        return start(command, environment, log);
    }

    private static JavaProcess start(List<String> arguments, Map<String, String> environment, Path log) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dai.djl.offline=true",
                "-Dai.djl.pytorch.num_threads=1",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(log.getParent());
            int logged = Files.exists(log) ? text(log).length() : 0;
            return new JavaProcess(builder.start(), log, logged);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        }
    }

    /**
     * Waits until an application that was started with port 0 listens, and returns its port. A port that the test chose
     * before the start could be taken by another process meanwhile.
     */
    int awaitPort() {
        return Integer.parseInt(awaitOutput(LISTENING));
    }

    /** Waits until this process has printed a text with the pattern, and returns the first group. */
    String awaitOutput(Pattern pattern) {
        await("output with " + pattern).atMost(START_TIMEOUT).until(() -> {
            requireAlive();
            return pattern.matcher(output().substring(logged)).find();
        });
        return pattern.matcher(output().substring(logged))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    /** Output so far, also of earlier processes with the same log. */
    String output() {
        try {
            return text(log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log, e);
        }
    }

    /** A process that is killed may leave part of a character at the end. */
    private static String text(Path log) throws IOException {
        return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    }

    /** Throws an exception with the output if the process has ended. */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the process ended with " + process.exitValue() + ":\n" + output());
        }
    }

    /** Waits for the process to end and returns the exit code. */
    int waitFor(long seconds) {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the process did not end within " + seconds + " s:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Suspends all threads, as on a stalled machine, until {@link #resume}. */
    void suspend() {
        signal("STOP");
    }

    /** Resumes a suspended process. */
    void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill -" + name + " ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot send " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Process id; worker names start with it. */
    long pid() {
        return process.pid();
    }

    /** Whether the process is running. */
    boolean isAlive() {
        return process.isAlive();
    }

    /** Kills the process with SIGKILL. */
    void kill() {
        process.destroyForcibly();
        waitFor(30);
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.destroy();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(45, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
