package io.redoubt.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.event.EventType;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.job.Stage;
import io.redoubt.pipeline.store.MinioObjectStore;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checkpoints that are damaged while their service is down. */
@ExtendWith(SharedTestBed.class)
class CorruptCheckpointST {

    private final FaultTestBed testBed;
    private final TestDeployment deployment;

    CorruptCheckpointST(FaultTestBed testBed) {
        this.testBed = testBed;
        this.deployment = testBed.deployment();
    }

    @ParameterizedTest
    @CsvSource({"TRUNCATED", "BIT_FLIPPED", "WRONG_DIGEST"})
    void corruptCheckpointFallsBackToThePreviousOne(ArtifactCorruption corruption) {
        StoreRule killing = deployment
                .storeProxy()
                .inject(
                        3,
                        request -> request.isPut("finetune-service", "checkpoints/\\d+/manifest.json"),
                        new NthRequest(3, StoreFault.after(() -> deployment.kill("finetune-service"))));
        int logged = deployment.process("finetune-service").output().length();
        try (killing) {
            ToyExperiment experiment = testBed.start("damaged");
            testBed.awaitInjected(killing, 3);
            testBed.awaitDead("finetune-service");
            try (MinioObjectStore store = deployment.openStore()) {
                corruption.corrupt(store, "3");
            }
            deployment.restart("finetune-service");
            ExperimentOutcome outcome =
                    testBed.requireUnharmed("newest checkpoint " + corruption.description(), 1, experiment);
            assertThat(outcome.report().alarms())
                    .as("alarm in the report")
                    .anyMatch(alarm -> alarm.contains("stage finetune found 1 damaged checkpoint"));
            assertThat(outcome.events())
                    .filteredOn(event -> event.stage() == Stage.FINETUNE && event.type() == EventType.SUCCEEDED)
                    .allMatch(event ->
                            event.result().orElseThrow().metrics().get(ResultManifest.REFUSED_CHECKPOINTS) == 1);
        }
        assertThat(deployment.process("finetune-service").output().substring(logged))
                .contains("is corrupt, trying an older one: " + corruption.code());
    }
}
