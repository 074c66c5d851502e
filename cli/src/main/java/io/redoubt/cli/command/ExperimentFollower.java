package io.redoubt.cli.command;

import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.cli.client.ExperimentClient;
import io.redoubt.cli.client.ExperimentListener;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.view.ProgressView;
import io.redoubt.cli.view.ReportView;
import io.redoubt.cli.view.Terminal;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.BiFunction;
import picocli.CommandLine.Model.CommandSpec;

/** Follows an experiment on the console and prints its results table at the end. */
final class ExperimentFollower {

    private ExperimentFollower() {}

    /**
     * Prints what happens until {@code watch} returns.
     *
     * @return the exit code
     */
    static int follow(
            CommandSpec spec,
            ExperimentClient client,
            BiFunction<ExperimentClient, ExperimentListener, Optional<ExperimentStatus>> watch) {
        ProgressView progress = new ProgressView(System.out, Terminal.isInteractive());
        Optional<ExperimentStatus> last = watch.apply(client, progress);
        if (last.filter(status -> status.state().ended()).isEmpty()) {
            spec.commandLine().getErr().println("stopped; the same command resumes");
            return ExitCode.INTERRUPTED;
        }
        PrintWriter out = spec.commandLine().getOut();
        ExperimentStatus status = last.get();
        if (status.state() == ExperimentState.SUCCEEDED || status.partlyFailed()) {
            client.report(status.experiment()).ifPresent(report -> {
                out.println();
                out.print(ReportView.of(report));
            });
        }
        out.flush();
        if (status.state() != ExperimentState.SUCCEEDED) {
            spec.commandLine().getErr().println(ended(status));
        }
        return ExitCode.of(status);
    }

    private static String ended(ExperimentStatus status) {
        String reason = status.message().isEmpty() ? "" : ": " + status.message();
        String retry = status.state() == ExperimentState.FAILED
                ? "; submit the request again to retry the failed jobs, the others are kept"
                : "";
        return status.experiment() + ": " + status.stateText() + reason + retry;
    }
}
