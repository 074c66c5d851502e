package io.redoubt.cli.command;

import io.redoubt.api.Ids;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.cli.client.ExperimentClient;
import io.redoubt.cli.client.ExperimentRemoval;
import io.redoubt.cli.view.GcView;
import io.redoubt.pipeline.retention.GcResult;
import io.redoubt.pipeline.retention.ReachableObjects;
import io.redoubt.pipeline.retention.StoreGarbageCollector;
import io.redoubt.pipeline.retention.TopicTrimmer;
import io.redoubt.pipeline.store.ObjectStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code redoubt gc}. */
@Command(
        name = "gc",
        description = {
            "Forgets experiments that have ended long ago, and removes what no other needs: their reports and jobs, "
                    + "checkpoints of finished jobs, parts without a manifest, and records that have been read by all.",
            "What runs, or was worked on within the last hour, is left alone. It may be interrupted and run again. "
                    + "Data sets stay."
        },
        mixinStandardHelpOptions = true)
final class GcCommand implements Callable<Integer> {

    @Option(
            names = "--older-than",
            paramLabel = "AGE",
            defaultValue = "30d",
            description = "What has not changed for so long may go: 30d, 12h, 90m (default: ${DEFAULT-VALUE}).")
    private String olderThan;

    @Option(
            names = "--experiment",
            paramLabel = "ID",
            description = "Forget this one whatever its age; may be given several times.")
    private List<String> experiments = List.of();

    @Option(names = "--dry-run", description = "Show what would be removed, and remove nothing.")
    private boolean dryRun;

    @Option(
            names = "--tracker",
            paramLabel = "GROUP",
            defaultValue = "redoubt-tracker",
            description = "redoubt.experiment.tracker.application-id of the deployment (default: ${DEFAULT-VALUE}).")
    private String tracker;

    @Mixin
    private DeploymentOptions deployment;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Instant now = Clock.systemUTC().instant();
        Instant limit = now.minus(AgeConverter.parse("--older-than", olderThan));
        Set<String> named =
                experiments.stream().map(id -> Ids.require("--experiment", id)).collect(Collectors.toSet());
        return deployment.withBoth((client, store) -> collect(client, store, named, limit, now));
    }

    private int collect(ExperimentClient client, ObjectStore store, Set<String> named, Instant limit, Instant now) {
        try (Admin admin = client.admin()) {
            TopicTrimmer topics = new TopicTrimmer(admin, tracker, limit);
            if (!topics.trackerKnown()) {
                throw new IllegalStateException(
                        "no tracker " + Ids.quote(tracker) + " has worked on Kafka at " + client.servers()
                                + "; check --kafka and --tracker, since all in the store would look unneeded");
            }
            ExperimentRemoval forgetting = new ExperimentRemoval(client);
            List<ExperimentStatus> chosen = forgetting.choose(named, limit);
            if (!dryRun) {
                forgetting.forget(chosen);
            }
            List<GcResult> freed = new ArrayList<>();
            freed.add(new GcResult("experiments", chosen.size(), 0));
            freed.addAll(
                    new StoreGarbageCollector(store, () -> needed(client, chosen), released(chosen, named), limit, now)
                            .run(dryRun));
            long commandsFrom = client.commandsFrom(() -> needed(client, chosen).experiments());
            freed.addAll(topics.run(commandsFrom, dryRun));
            spec.commandLine().getOut().print(GcView.of(freed));
            if (dryRun) {
                spec.commandLine().getOut().println("nothing was removed: --dry-run");
            }
            return ExitCode.OK;
        }
    }

    /** What is needed now; in a dry run, what would be if the chosen ones were forgotten. */
    private ReachableObjects needed(ExperimentClient client, List<ExperimentStatus> chosen) {
        return ReachableObjects.by(client.statuses().stream()
                .filter(status -> !dryRun || !chosen.contains(status))
                .toList());
    }

    private static ReachableObjects released(List<ExperimentStatus> chosen, Set<String> named) {
        ReachableObjects of = ReachableObjects.by(chosen);
        Set<String> ids = new HashSet<>(named);
        ids.addAll(of.experiments());
        return new ReachableObjects(ids, of.jobs());
    }
}
