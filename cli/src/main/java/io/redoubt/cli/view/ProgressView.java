package io.redoubt.cli.view;

import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.ExperimentStatus.JobStatus;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.event.JobState;
import io.redoubt.cli.client.ExperimentListener;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Prints the events of an experiment, and what it waits for. On a terminal, progress overwrites the last line; otherwise it
 * is printed every 5 seconds.
 */
public final class ProgressView implements ExperimentListener {

    private static final String UNANSWERED =
            "no experiment-service has read the request yet; it waits on redoubt.experiments";

    private final ProgressLine line;
    private final Map<String, String> shown = new HashMap<>();
    private Optional<ExperimentStatus> latest = Optional.empty();

    /**
     * @param out output stream
     * @param terminal whether {@code out} is a terminal
     */
    public ProgressView(PrintStream out, boolean terminal) {
        line = new ProgressLine(out, terminal);
    }

    @Override
    public void status(ExperimentStatus status) {
        latest = Optional.of(status);
        show(status.experiment(), status.state() == ExperimentState.PAUSED ? "paused: " + status.message() : "");
        status.jobs().stream()
                .filter(job -> job.state() != JobState.FAILED && job.state() != JobState.CANCELLED)
                .forEach(job -> show(job.node(), JobText.of(job)));
    }

    @Override
    public void unanswered() {
        show("", UNANSWERED);
    }

    /** Prints a text about a job or the experiment, unless it is the last one about it. */
    private void show(String subject, String text) {
        String last = shown.getOrDefault(subject, "");
        shown.put(subject, text);
        if (!text.isEmpty() && !text.equals(last)) {
            line.print((head(subject) + text).strip());
        }
    }

    @Override
    public void event(JobEvent event) {
        Optional<ExperimentStatus> other =
                latest.filter(status -> !status.experiment().equals(event.experiment()));
        if (other.isPresent()) {
            other.get().jobs().stream()
                    .filter(job -> job.fingerprint().equals(event.fingerprint()))
                    .findFirst()
                    .ifPresent(job -> showShared(job, event));
        } else {
            showOwn(event);
        }
    }

    /** Prints an event of a job that runs under another experiment. The status says where it runs and who made it. */
    private void showShared(JobStatus job, JobEvent event) {
        String head = head(job.node()) + JobText.runsIn(event.experiment()) + ": ";
        switch (event.type()) {
            case PROGRESS -> line.update(event.time(), head + EventText.of(event));
            case EPOCH, FAILED -> line.print(head + EventText.of(event));
            default -> {}
        }
    }

    private void showOwn(JobEvent event) {
        String head = head(event.node());
        switch (event.type()) {
            case QUEUED, CHECKPOINTED -> {}
            case PROGRESS -> line.update(event.time(), head + EventText.of(event));
            default -> line.print(head + EventText.of(event));
        }
    }

    private static String head(String subject) {
        return String.format(Locale.ROOT, "%-40s ", subject);
    }
}
