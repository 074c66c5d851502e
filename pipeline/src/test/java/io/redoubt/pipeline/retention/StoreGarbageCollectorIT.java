package io.redoubt.pipeline.retention;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.Json;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.job.Artifact;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.job.Stage;
import io.redoubt.pipeline.Stack;
import io.redoubt.pipeline.artifact.Claims;
import io.redoubt.pipeline.artifact.HeldClaim;
import io.redoubt.pipeline.artifact.Results;
import io.redoubt.pipeline.store.MinioObjectStore;
import io.redoubt.pipeline.store.StoreKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoreGarbageCollectorIT {

    private static final byte[] CONTENT = "content".getBytes(UTF_8);
    private static final ReachableObjects NOTHING = new ReachableObjects(Set.of(), Set.of());
    private static final String OLD = "aa".repeat(32);
    private static final String OTHER = "bb".repeat(32);

    /** Later than any write of a test; the store's timestamps have a resolution of one second. */
    private static final Instant LATER = Instant.now().plus(Duration.ofMinutes(10));

    private static final Instant LONG_AGO = Instant.EPOCH;

    private final MinioObjectStore store = Stack.newStore();

    private List<GcResult> collect(
            ReachableObjects reachable, ReachableObjects forgotten, Instant cutoff, boolean dryRun) {
        return new StoreGarbageCollector(store, () -> reachable, forgotten, cutoff, LATER).run(dryRun);
    }

    private HeldClaim claim(String job) {
        return new Claims(store, Clock.systemUTC(), Duration.ofSeconds(30), "worker")
                .take(job, "cluster/queue-0-1")
                .orElseThrow();
    }

    private void finish(String job) {
        HeldClaim claim = claim(job);
        store.put(StoreKeys.checkpointState(job, "1"), CONTENT);
        store.put(StoreKeys.checkpointManifest(job, "1"), CONTENT);
        store.put(StoreKeys.resultPart(job, "model.safetensors"), CONTENT);
        Artifact part = new Artifact(job, "model.safetensors", Json.sha256(CONTENT), CONTENT.length);
        store.put(
                StoreKeys.resultManifest(job),
                Json.pretty(new ResultManifest(
                        SchemaVersion.VERSION,
                        job,
                        Stage.PRETRAIN,
                        List.of(part),
                        Map.of(),
                        Instant.parse("2026-01-01T00:00:00Z"),
                        "worker")));
        claim.end();
    }

    @Test
    void unreachableJobIsRemovedAndReachableJobKeepsItsResult() {
        finish(OLD);
        finish(OTHER);

        collect(new ReachableObjects(Set.of("e"), Set.of(OTHER)), NOTHING, LATER, false);

        assertThat(store.list("jobs/"))
                .containsExactly(
                        StoreKeys.claim(OTHER),
                        StoreKeys.resultManifest(OTHER),
                        StoreKeys.resultPart(OTHER, "model.safetensors"));
        assertThat(new Results(store).intact(OTHER)).isPresent();
    }

    @Test
    void recentJobIsKeptUnlessItsExperimentWasForgotten() {
        finish(OLD);
        finish(OTHER);

        collect(NOTHING, new ReachableObjects(Set.of(), Set.of(OLD)), LONG_AGO, false);

        assertThat(store.list("jobs/" + OLD)).isEmpty();
        assertThat(new Results(store).intact(OTHER)).isPresent();
    }

    @Test
    void runningJobIsKept() {
        finish(OLD);
        claim(OLD).renew();
        List<String> before = store.list("");

        collect(NOTHING, NOTHING, LATER, false);

        assertThat(store.list("")).isEqualTo(before);
    }

    @Test
    void dryRunReportsTheSameAndRemovesNothing() {
        finish(OLD);
        finish(OTHER);
        store.put(StoreKeys.resultPart("cc".repeat(32), "model.safetensors"), CONTENT);
        store.put(StoreKeys.experiment("gone-0123456789", "report.json"), CONTENT);
        List<String> before = store.list("");
        ReachableObjects reachable = new ReachableObjects(Set.of(), Set.of(OTHER, "cc".repeat(32)));

        List<GcResult> reported = collect(reachable, NOTHING, LATER, true);

        assertThat(store.list("")).isEqualTo(before);
        assertThat(collect(reachable, NOTHING, LATER, false)).isEqualTo(reported);
        assertThat(reported).extracting(GcResult::count).containsExactly(1L, 5L, 2L, 1L);
        assertThat(collect(reachable, NOTHING, LATER, false)).allMatch(result -> result.count() == 0);
    }

    @Test
    void jobReferencedDuringRemovalGetsItsManifestsBack() {
        finish(OLD);
        Deque<ReachableObjects> answers =
                new ArrayDeque<>(List.of(NOTHING, new ReachableObjects(Set.of("new"), Set.of(OLD))));

        new StoreGarbageCollector(store, answers::remove, NOTHING, LATER, LATER).run(false);

        assertThat(new Results(store).intact(OLD)).isPresent();
    }

    @Test
    void experimentSubmittedAgainDuringRemovalKeepsItsFiles() {
        String id = "again-0123456789";
        store.put(StoreKeys.experiment(id, "report.json"), CONTENT);
        ReachableObjects forgotten = new ReachableObjects(Set.of(id), Set.of());
        Deque<ReachableObjects> answers =
                new ArrayDeque<>(List.of(NOTHING, new ReachableObjects(Set.of(id), Set.of())));

        List<GcResult> removed =
                new StoreGarbageCollector(store, answers::remove, forgotten, LONG_AGO, LATER).runForgotten(false);

        assertThat(store.list("experiments/")).containsExactly(StoreKeys.experiment(id, "report.json"));
        assertThat(removed).allMatch(result -> result.count() == 0);
    }

    @Test
    void filesOfRemainingExperimentsAreKept() {
        store.put(StoreKeys.experiment("kept-0123456789", "report.json"), CONTENT);
        store.put(StoreKeys.experiment("gone-0123456789", "report.json"), CONTENT);
        store.put(StoreKeys.experiment("young-0123456789", "report.json"), CONTENT);

        collect(
                new ReachableObjects(Set.of("kept-0123456789"), Set.of()),
                new ReachableObjects(Set.of("gone-0123456789"), Set.of()),
                LONG_AGO,
                false);

        assertThat(store.list("experiments/"))
                .containsExactly("experiments/kept-0123456789/report.json", "experiments/young-0123456789/report.json");
    }

    @Test
    void nextRunFinishesInterruptedRemoval() {
        finish(OLD);
        store.delete(StoreKeys.claim(OLD));
        store.delete(StoreKeys.resultManifest(OLD));

        collect(NOTHING, NOTHING, LATER, false);

        assertThat(store.list("")).isEmpty();
    }

    @Test
    void collectionOfForgottenExperimentsLeavesAllOthersAlone() {
        String shared = "dd".repeat(32);
        finish(OLD);
        finish(OTHER);
        finish(shared);
        store.put(StoreKeys.experiment("gone-0123456789", "report.json"), CONTENT);
        store.put(StoreKeys.experiment("old-0123456789", "report.json"), CONTENT);
        ReachableObjects forgotten = new ReachableObjects(Set.of("gone-0123456789"), Set.of(OLD, shared));
        ReachableObjects reachable = new ReachableObjects(Set.of(), Set.of(shared));

        List<GcResult> removed =
                new StoreGarbageCollector(store, () -> reachable, forgotten, LONG_AGO, LATER).runForgotten(false);

        assertThat(removed).extracting(GcResult::count).containsExactly(1L, 5L, 0L, 0L);
        assertThat(store.list("experiments/")).containsExactly("experiments/old-0123456789/report.json");
        assertThat(store.list("jobs/" + OLD)).isEmpty();
        assertThat(store.list("jobs/" + OTHER)).hasSize(5);
        assertThat(store.list("jobs/" + shared)).hasSize(5);
    }
}
