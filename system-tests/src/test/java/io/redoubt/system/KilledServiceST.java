package io.redoubt.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.event.EventType;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.job.Stage;
import io.redoubt.pipeline.store.MinioObjectStore;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Services killed with SIGKILL at moments that are observable from outside. */
@ExtendWith(SharedTestBed.class)
class KilledServiceST {

    private final FaultTestBed testBed;
    private final TestDeployment deployment;

    KilledServiceST(FaultTestBed testBed) {
        this.testBed = testBed;
        this.deployment = testBed.deployment();
    }

    private static Predicate<StoreRequest> put(String service, String key) {
        return request -> request.client().equals(service)
                && request.method().equals("PUT")
                && request.key().matches("jobs/[0-9a-f]{64}/" + key);
    }

    @Test
    void jobsSurviveAKillDuringACheckpointWrite() {
        killedAndRestarted(
                "kill -9 of pretrain- and finetune-service while they write a checkpoint",
                StoreFault::before,
                new Moment("pretrain-service", "checkpoints/.*/state.safetensors"),
                new Moment("finetune-service", "checkpoints/.*/state.safetensors"));
    }

    @Test
    void jobsSurviveAKillDuringAResultWrite() {
        killedAndRestarted(
                "kill -9 of each worker while it writes its result",
                StoreFault::before,
                new Moment("pretrain-service", "result/history.json"),
                new Moment("finetune-service", "result/last.safetensors"),
                new Moment("attack-service", "result/examples.safetensors"),
                new Moment("eval-service", "result/scores.json"));
    }

    @Test
    void jobsSurviveAKillAfterTheClaim() {
        killedAndRestarted(
                "kill -9 of each worker when it has taken a job",
                StoreFault::after,
                new Moment("pretrain-service", "claim.json"),
                new Moment("finetune-service", "claim.json"),
                new Moment("attack-service", "claim.json"),
                new Moment("eval-service", "claim.json"));
    }

    @Test
    void jobsSurviveAKillBetweenResultAndEvent() {
        killedAndRestarted(
                "kill -9 of each worker between result and announcement",
                StoreFault::after,
                new Moment("pretrain-service", "result/manifest.json"),
                new Moment("finetune-service", "result/manifest.json"),
                new Moment("attack-service", "result/manifest.json"),
                new Moment("eval-service", "result/manifest.json"));
    }

    /** The first write of a key by a service. */
    private record Moment(String service, String key) {}

    /** Kills each service at its moment, in the order of the stages, during one experiment. */
    private void killedAndRestarted(String fault, Function<Runnable, StoreFault> when, Moment... moments) {
        List<StoreRule> rules = Stream.of(moments)
                .map(moment -> deployment
                        .storeProxy()
                        .inject(
                                1,
                                put(moment.service(), moment.key()),
                                when.apply(() -> deployment.kill(moment.service()))))
                .toList();
        ToyExperiment experiment = testBed.start("killed");
        for (int i = 0; i < moments.length; i++) {
            testBed.awaitInjected(rules.get(i), 1);
            testBed.awaitDead(moments[i].service());
            deployment.restart(moments[i].service());
        }
        rules.forEach(StoreRule::close);
        testBed.requireUnharmed(fault, moments.length, experiment);
    }

    @ParameterizedTest
    @CsvSource({"pretrain-service, PRETRAIN", "finetune-service, FINETUNE"})
    void jobsSurviveAKillWithinAnEpoch(String service, Stage stage) {
        try (BlockingWork held = new BlockingWork(testBed, service)) {
            ToyExperiment experiment = testBed.start("killed");
            testBed.event(experiment, stage, EventType.PROGRESS);
            deployment.kill(service);
            held.release();

            deployment.restart(service);

            testBed.requireUnharmed("kill -9 of " + service + " in its first epoch", 1, experiment);
        }
    }

    @Test
    void trackerSurvivesAKillAtEveryTransitionWithEmptyDisk() {
        ToyExperiment experiment = testBed.start("forgotten");
        List<Transition> transitions = Stream.of(
                        Stage.PRETRAIN, Stage.FINETUNE, Stage.ATTACK, Stage.DIAGNOSE, Stage.EVALUATE, Stage.REPORT)
                .flatMap(stage ->
                        Stream.of(EventType.STARTED, EventType.SUCCEEDED).map(type -> new Transition(stage, type)))
                .toList();
        for (Transition transition : transitions) {
            testBed.event(experiment, transition.stage(), transition.type());
            deployment.kill("experiment-service");
            deployment.restart("experiment-service");
        }

        testBed.requireUnharmed("kill -9 of experiment-service at every transition", transitions.size(), experiment);
    }

    private record Transition(Stage stage, EventType type) {}

    @ParameterizedTest
    @CsvSource({"TRUNCATED", "BIT_FLIPPED", "WRONG_DIGEST"})
    void corruptCheckpointFallsBackToThePreviousOne(ArtifactCorruption corruption) {
        StoreRule killing = deployment
                .storeProxy()
                .inject(
                        3,
                        put("finetune-service", "checkpoints/\\d+/manifest.json"),
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
