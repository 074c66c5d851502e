package io.redoubt.benchmarks.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The requests of the harness, as the measured program sees them. Standard output belongs to the answers: everything else
 * that is printed goes to standard error.
 */
public final class Repetitions {
    private static final double NANOS = 1e9;

    private final PrintStream answers = System.out;
    private final BufferedReader requests =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

    /** Redirects standard output; at most one per process. */
    public Repetitions() {
        System.setOut(System.err);
    }

    /** Runs the repetition once as the warm-up and then for each request. */
    public void serve(Repeatable repetition) throws Exception {
        serve(repetition, repetition);
    }

    /** Runs the warm-up and then a repetition for each request. */
    public void serve(Repeatable warmUp, Repeatable repetition) throws Exception {
        warmUp.run();
        ready();
        while (await()) {
            long started = System.nanoTime();
            answer(started, repetition.run());
        }
    }

    /** The work that is measured. */
    @FunctionalInterface
    public interface Repeatable {
        /** Runs once and returns figures without blanks by name, such as {@code images}. */
        Map<String, ?> run() throws Exception;
    }

    /** Reports the end of set-up and warm-up. */
    public void ready() {
        answers.println("ready");
        answers.flush();
    }

    /** Waits for the next request; returns whether there is one. */
    public boolean await() {
        try {
            return requests.readLine() != null;
        } catch (IOException e) {
            throw new UncheckedIOException("requests cannot be read", e);
        }
    }

    /**
     * Answers a request.
     *
     * @param started when the repetition began, in nanoseconds
     * @param values other figures
     */
    public void answer(long started, Map<String, ?> values) {
        double seconds = (System.nanoTime() - started) / NANOS;
        answers.println(values.entrySet().stream()
                .map(entry -> " " + entry.getKey() + "=" + entry.getValue())
                .sorted()
                .collect(Collectors.joining("", "seconds=" + seconds, "")));
        answers.flush();
    }
}
