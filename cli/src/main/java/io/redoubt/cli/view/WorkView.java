package io.redoubt.cli.view;

import io.redoubt.api.event.Progress;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Consumer;

/** Shows how far work in this process has come, as {@link ProgressView} shows jobs. */
public final class WorkView {

    private final ProgressLine line;
    private final InstantSource clock;

    /**
     * @param out where to write
     * @param terminal whether lines may be overwritten
     * @param clock tells when a line is due
     */
    public WorkView(PrintStream out, boolean terminal, InstantSource clock) {
        line = new ProgressLine(out, terminal);
        this.clock = clock;
    }

    /** On this process' console. */
    public static WorkView onConsole() {
        return new WorkView(System.out, System.console() != null, InstantSource.system());
    }

    /** Shows the progress of one step of the work. */
    public Consumer<Progress> step(String name) {
        return progress ->
                line.move(clock.instant(), String.format(Locale.ROOT, "%-24s ", name) + ProgressText.of(progress));
    }

    /** Ends the moving line, so that other things can be printed. */
    public void end() {
        line.clear();
    }
}
