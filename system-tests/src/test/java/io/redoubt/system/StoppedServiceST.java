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

/** Workers that receive SIGTERM, are suspended, or run long jobs. */
@ExtendWith(SharedTestBed.class)
class StoppedServiceST {

    /** Termination grace period in k8s/. */
    private static final long GRACE_SECONDS = 60;

    private static final int SIGTERM_EXIT_CODE = 143;

    private final FaultTestBed testBed;
    private final TestDeployment deployment;

    StoppedServiceST(FaultTestBed testBed) {
        this.testBed = testBed;
        this.deployment = testBed.deployment();
    }

    @ParameterizedTest
    @CsvSource({"pretrain-service, PRETRAIN", "finetune-service, FINETUNE"})
    void terminatedWorkerLeavesACheckpoint(String service, Stage stage) {
        try (BlockingWork blocked = new BlockingWork(testBed, service)) {
            ToyExperiment experiment = testBed.start("terminated");
            JobEvent working = testBed.event(experiment, stage, EventType.PROGRESS);

            deployment.process(service).terminate();
            blocked.release();

            assertThat(deployment.process(service).waitFor(GRACE_SECONDS)).isEqualTo(SIGTERM_EXIT_CODE);
            requireCheckpoint(working);
            deployment.restart(service);
            ExperimentOutcome outcome =
                    testBed.requireUnharmed("SIGTERM of " + service + " in its first epoch", 1, experiment);
            assertThat(outcome.events())
                    .filteredOn(event -> event.stage() == stage && event.type() == EventType.STARTED)
                    .as("an orderly stop does not count as an attempt")
                    .hasSize(2)
                    .allMatch(event -> event.attempt() == 1);
        }
    }

    private void requireCheckpoint(JobEvent working) {
        try (MinioObjectStore store = deployment.openStore()) {
            assertThat(store.list(StoreKeys.checkpoints(working.fingerprint())))
                    .anyMatch(key -> key.endsWith("/manifest.json"));
        }
    }

    @Test
    void workerSuspendedBeyondItsLockIsFenced() {
        String suspended = "finetune-service";
        String second = "finetune-service#2";
        StoreRule freezing = deployment
                .storeProxy()
                .inject(
                        1,
                        request -> request.client().equals(suspended)
                                && request.key().matches("jobs/.*/checkpoints/.*/state.safetensors"),
                        StoreFault.before(() -> deployment.process(suspended).suspend()));
        try (freezing) {
            ToyExperiment experiment = testBed.start("frozen");
            testBed.awaitInjected(freezing, 1);
            long pid = deployment.process(suspended).pid();
            deployment.restart(second);
            testBed.event(
                    experiment,
                    event -> event.stage() == Stage.FINETUNE
                            && event.type() == EventType.STARTED
                            && !event.worker().startsWith(pid + "@"));

            deployment.process(suspended).resume();

            ExperimentOutcome outcome =
                    testBed.requireUnharmed("SIGSTOP of finetune-service beyond its lock, and SIGCONT", 1, experiment);
            assertThat(outcome.events())
                    .filteredOn(event -> event.stage() == Stage.FINETUNE && event.type() == EventType.SUCCEEDED)
                    .hasSize(1)
                    .noneMatch(event -> event.worker().startsWith(pid + "@"));
            await("the resumed worker is fenced").atMost(Duration.ofMinutes(1)).until(() -> deployment
                    .process(suspended)
                    .output()
                    .matches("(?s).*(is no longer under fence|FENCED).*"));
        } finally {
            deployment.kill(second);
        }
    }

    @Test
    void jobLongerThanAllTimeoutsRunsOnce() {
        try (BlockingWork blocked = new BlockingWork(testBed, "finetune-service")) {
            ToyExperiment experiment = testBed.start("long");
            JobEvent started = testBed.event(experiment, Stage.FINETUNE, EventType.STARTED);
            blocked.awaitBlocked();
            await("the job has outlasted every timeout")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> started.time()
                            .plus(FaultTestBed.LOCK.multipliedBy(3))
                            .isBefore(Instant.now()));
            blocked.release();

            ExperimentOutcome outcome = testBed.requireUnharmed("a job longer than every time-out", 1, experiment);

            assertThat(outcome.started())
                    .as("started")
                    .isEqualTo(outcome.status().jobs().size());
        }
    }
}
