package io.redoubt.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.redoubt.api.event.EventType;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.job.Stage;
import io.redoubt.pipeline.store.MinioObjectStore;
import io.redoubt.pipeline.store.StoreKeys;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workers that are told to stop, stand still, or are not alone. */
@ExtendWith(SharedTestBed.class)
class StoppedServiceST {

    /** Seconds that Kubernetes leaves to a service before it kills it (k8s/). */
    private static final long GRACE_SECONDS = 60;

    private static final int EXIT_OF_SIGTERM = 143;

    private final FaultTestBed bench;
    private final TestDeployment pipeline;

    StoppedServiceST(FaultTestBed bench) {
        this.bench = bench;
        this.pipeline = bench.pipeline();
    }

    @ParameterizedTest
    @CsvSource({"pretrain-service, PRETRAIN", "finetune-service, FINETUNE"})
    void aTerminatedWorkerLeavesACheckpointForAnother(String service, Stage stage) {
        try (BlockingWork held = new BlockingWork(bench, service)) {
            ToyExperiment experiment = bench.begin("terminated");
            JobEvent working = bench.event(experiment, stage, EventType.PROGRESS);

            pipeline.process(service).terminate();
            held.letGo();

            assertThat(pipeline.process(service).waitFor(GRACE_SECONDS)).isEqualTo(EXIT_OF_SIGTERM);
            requireCheckpoint(working);
            pipeline.restart(service);
            ExperimentOutcome outcome = bench.requireUnharmed("SIGTERM of " + service + " in its first epoch", 1, experiment);
            assertThat(outcome.events())
                    .filteredOn(event -> event.stage() == stage && event.type() == EventType.STARTED)
                    .as("a stop in order uses up no attempt")
                    .hasSize(2)
                    .allMatch(event -> event.attempt() == 1);
        }
    }

    private void requireCheckpoint(JobEvent working) {
        try (MinioObjectStore store = pipeline.openStore()) {
            assertThat(store.list(StoreKeys.checkpoints(working.fingerprint())))
                    .anyMatch(key -> key.endsWith("/manifest.json"));
        }
    }

    @Test
    void aWorkerThatFrozeBeyondItsLockIsFencedWhenItThaws() {
        String frozen = "finetune-service";
        String second = "finetune-service#2";
        StoreRule freezing = pipeline.storeProxy()
                .inject(
                        1,
                        request -> request.client().equals(frozen)
                                && request.key().matches("jobs/.*/checkpoints/.*/state.safetensors"),
                        StoreFault.before(() -> pipeline.process(frozen).freeze()));
        try (freezing) {
            ToyExperiment experiment = bench.begin("frozen");
            bench.awaitInjected(freezing, 1);
            long pid = pipeline.process(frozen).pid();
            pipeline.restart(second);
            bench.event(
                    experiment,
                    event -> event.stage() == Stage.FINETUNE
                            && event.type() == EventType.STARTED
                            && !event.worker().startsWith(pid + "@"));

            pipeline.process(frozen).thaw();

            ExperimentOutcome outcome =
                    bench.requireUnharmed("SIGSTOP of finetune-service beyond its lock, and SIGCONT", 1, experiment);
            assertThat(outcome.events())
                    .filteredOn(event -> event.stage() == Stage.FINETUNE && event.type() == EventType.SUCCEEDED)
                    .hasSize(1)
                    .noneMatch(event -> event.worker().startsWith(pid + "@"));
            await("the thawed worker hears that it was fenced")
                    .atMost(Duration.ofMinutes(1))
                    .until(() ->
                            pipeline.process(frozen).output().matches("(?s).*(is no longer under fence|FENCED).*"));
        } finally {
            pipeline.kill(second);
        }
    }

    @Test
    void aJobLongerThanEveryTimeOutRunsOnce() {
        try (BlockingWork held = new BlockingWork(bench, "finetune-service")) {
            ToyExperiment experiment = bench.begin("long");
            JobEvent started = bench.event(experiment, Stage.FINETUNE, EventType.STARTED);
            held.awaitHeld();
            await("the job has outlived every time-out")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> started.time()
                            .plus(FaultTestBed.LOCK.multipliedBy(3))
                            .isBefore(Instant.now()));
            held.letGo();

            ExperimentOutcome outcome = bench.requireUnharmed("a job longer than every time-out", 1, experiment);

            assertThat(outcome.started())
                    .as("begun")
                    .isEqualTo(outcome.status().jobs().size());
        }
    }
}
