package io.redoubt.cli.command;

import io.redoubt.api.Ids;
import io.redoubt.cli.client.ExperimentClient;
import io.redoubt.cli.client.ExperimentRemoval;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.option.IdConverter;
import io.redoubt.cli.view.GcView;
import io.redoubt.experiment.stream.TrackerSettings;
import io.redoubt.pipeline.config.SettingsReader;
import io.redoubt.pipeline.retention.GcResult;
import io.redoubt.pipeline.retention.ReachableObjects;
import io.redoubt.pipeline.retention.RemovedExperiments;
import io.redoubt.pipeline.retention.StoreGarbageCollector;
import io.redoubt.pipeline.retention.TopicTrimmer;
import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.pipeline.store.StoreKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code redoubt gc}. */
@Command(
        name = "gc",
        description = {
            "Remove old experiments and all data that no other experiment needs: reports, jobs, "
                    + "checkpoints of finished jobs, incomplete results, and Kafka records that have been read.",
            "Running jobs are kept. The command can be interrupted and run again. " + "Data sets are never removed."
        },
        mixinStandardHelpOptions = true)
final class GcCommand extends DeploymentCommand {

    @Option(
            names = "--older-than",
            paramLabel = "AGE",
            defaultValue = "30d",
            description = "Remove data that has not changed for this long, for example 30d, 12h or 90m (default: "
                    + "${DEFAULT-VALUE}).")
    private Duration olderThan;

    @Option(
            names = "--experiment",
            converter = IdConverter.class,
            paramLabel = "ID",
            description = "Remove this experiment regardless of its age. Can be repeated.")
    private List<String> experiments = List.of();

    @Option(names = "--dry-run", description = "Show what would be removed without removing it.")
    private boolean dryRun;

    @Option(
            names = "--tracker",
            paramLabel = "GROUP",
            description = "Consumer group of the tracker (default: REDOUBT_EXPERIMENT_TRACKER_APPLICATION_ID, else "
                    + "redoubt-tracker).")
    private Optional<String> tracker = Optional.empty();

    @Override
    public Integer call() throws Exception {
        Instant now = Clock.systemUTC().instant();
        Instant cutoff = now.minus(olderThan);
        Set<String> named = Set.copyOf(experiments);
        return deployment.withBoth((client, store) -> collect(client, store, named, cutoff, now));
    }

    private int collect(ExperimentClient client, ObjectStore store, Set<String> named, Instant cutoff, Instant now) {
        try (Admin admin = client.admin()) {
            String group = tracker.orElseGet(
                    () -> SettingsReader.read(TrackerSettings.class, Map.of()).applicationId());
            TopicTrimmer topics = new TopicTrimmer(admin, group, cutoff);
            if (!topics.trackerExists()) {
                throw new IllegalStateException(
                        "no offsets of the tracker " + Ids.quote(group) + " on Kafka at " + client.servers()
                                + "; check --kafka and --tracker, because without the tracker all stored data looks"
                                + " unused (a new deployment has none before its first request)");
            }
            RemovedExperiments removed = RemovedExperiments.select(
                    client.statuses(), named, cutoff, id -> !store.list(StoreKeys.experiment(id))
                            .isEmpty());
            if (!dryRun) {
                new ExperimentRemoval(client).forget(removed.statuses());
            }
            Supplier<ReachableObjects> remaining = removed.remaining(client::statuses, dryRun);
            List<GcResult> results = new ArrayList<>();
            results.add(new GcResult("experiments", removed.statuses().size(), 0));
            results.addAll(new StoreGarbageCollector(store, remaining, removed.references(), cutoff, now).run(dryRun));
            long firstUnreadCommand =
                    client.firstUnreadCommand(() -> remaining.get().experiments());
            results.addAll(topics.run(firstUnreadCommand, dryRun));
            out().print(GcView.of(results));
            if (dryRun) {
                out().println("dry run: nothing was removed");
            }
            return ExitCode.OK;
        }
    }
}
