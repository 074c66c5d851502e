package io.redoubt.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Collects the results of checks. Not thread-safe. */
public final class CheckList {

    private final Consumer<Check> listener;
    private final List<Check> checks = new ArrayList<>();
    private final List<String> notChecked = new ArrayList<>();

    /** @param listener called with each result */
    public CheckList(Consumer<Check> listener) {
        this.listener = listener;
    }

    /**
     * What was found.
     *
     * @param checks the results in the order of the checks
     * @param notChecked what was not checked, and why
     */
    public record Findings(List<Check> checks, List<String> notChecked) {

        public Findings {
            checks = List.copyOf(checks);
            notChecked = List.copyOf(notChecked);
        }

        /** Whether a check failed. */
        public boolean anyFailed() {
            return checks.stream().anyMatch(Check::failed);
        }
    }

    /** Adds a result. */
    public void add(Check check) {
        checks.add(check);
        listener.accept(check);
    }

    /** Adds a check that failed with a message of the form {@code problem; remedy}. */
    public void fail(String name, String message) {
        add(Check.fail(name, message));
    }

    /** Adds what was not checked, and why. */
    public void skip(String text) {
        notChecked.add(text);
    }

    /** What was found so far. */
    public Findings findings() {
        return new Findings(checks, notChecked);
    }
}
