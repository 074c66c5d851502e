package io.redoubt.cli.view;

import io.redoubt.api.event.Progress;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Consumer;

/** Prints the progress of work in this process, in the format of {@link ProgressView}. */
public final class WorkView implements AutoCloseable {

    private final ProgressLine line;
    private final InstantSource clock;

    /**
     * @param out output stream
     * @param terminal whether {@code out} is a terminal
     * @param clock clock for the interval between lines
     */
    public WorkView(PrintStream out, boolean terminal, InstantSource clock) {
        line = new ProgressLine(out, terminal);
        this.clock = clock;
    }

    /** Prints to standard output. */
    public static WorkView onConsole() {
        return new WorkView(System.out, Terminal.isInteractive(), InstantSource.system());
    }

    /** Returns a consumer that prints the progress of one step. */
    public Consumer<Progress> step(String name) {
        return progress ->
                line.update(clock.instant(), String.format(Locale.ROOT, "%-24s ", name) + ProgressText.of(progress));
    }

    /** Clears the progress line, so that other output can follow. */
    @Override
    public void close() {
        line.clear();
    }
}
