package io.redoubt.cli.command;

import io.redoubt.api.Json;
import io.redoubt.api.event.JobEvent;
import io.redoubt.cli.client.EventQuery;
import io.redoubt.cli.client.ExperimentClient;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.view.EventLogView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code redoubt logs ID [JOB]}. */
@Command(
        name = "logs",
        description = {
            "Print the events of the jobs of an experiment: queued, started, progress once per minute, epochs, checkpoints,"
                    + " retries and failures with their reason.",
            "Events of experiments that have ended are kept until `redoubt gc` removes them."
        },
        mixinStandardHelpOptions = true)
final class LogsCommand extends ExperimentCommand {

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "JOB",
            description = "Only events of this job, as named by status, or of the jobs whose names begin with JOB and a"
                    + " slash, such as attack/rotation/full-adversarial.")
    private Optional<String> job = Optional.empty();

    @Option(
            names = {"-f", "--follow"},
            description = "Wait for further events until the experiment ends.")
    private boolean follow;

    @Option(
            names = "--since",
            paramLabel = "AGE",
            description = "Only events of the last days, hours or minutes, such as 2d, 12h or 90m.")
    private Optional<Duration> since = Optional.empty();

    @Option(
            names = "--json",
            description = "Print one JSON document per line: every message on redoubt.events, with all progress.")
    private boolean json;

    private final EventLogView view = new EventLogView(ZoneId.systemDefault());

    @Override
    public Integer call() {
        // A pipeline that is started only for reading produces no events.
        return follow ? print(deployment.client()) : deployment.reading(this::print);
    }

    private int print(ExperimentClient client) {
        Instant from = since.map(age -> Clock.systemUTC().instant().minus(age)).orElse(Instant.EPOCH);
        client.events(experiment(), new EventQuery(job, from, follow), this::print);
        return ExitCode.OK;
    }

    private void print(String node, JobEvent event) {
        if (json) {
            out().println(Json.write(event));
        } else {
            view.line(node, event).ifPresent(out()::println);
        }
        out().flush();
    }
}
