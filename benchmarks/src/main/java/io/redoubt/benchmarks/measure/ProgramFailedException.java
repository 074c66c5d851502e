package io.redoubt.benchmarks.measure;

/** A measured program ended, or its answer is not a repetition. */
final class ProgramFailedException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param reason one line */
    ProgramFailedException(String reason) {
        super(reason);
    }
}
