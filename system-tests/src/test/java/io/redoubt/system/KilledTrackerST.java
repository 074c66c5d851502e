package io.redoubt.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.event.EventType;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.job.Stage;
import io.restassured.RestAssured;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tracker killed with SIGKILL. */
@ExtendWith(SharedTestBed.class)
class KilledTrackerST {

    private final FaultTestBed testBed;
    private final TestDeployment deployment;

    KilledTrackerST(FaultTestBed testBed) {
        this.testBed = testBed;
        this.deployment = testBed.deployment();
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

    @Test
    void oneOfTwoInstancesIsKilledAndTheOtherGoesOn() {
        String first = "experiment-service";
        String second = "experiment-service#2";
        deployment.restart(second);
        try {
            ToyExperiment experiment = testBed.start("taken-over");
            testBed.event(experiment, Stage.PRETRAIN, EventType.STARTED);
            deployment.kill(first);
            testBed.event(experiment, Stage.ATTACK, EventType.STARTED);
            assertThat(RestAssured.get(deployment.rest(second) + "/experiments/" + experiment.id())
                            .statusCode())
                    .isEqualTo(200);
            deployment.restart(first);
            testBed.event(experiment, Stage.EVALUATE, EventType.STARTED);
            deployment.kill(second);

            testBed.requireUnharmed("kill -9 of each of two instances of experiment-service", 2, experiment);
            testBed.awaitState(experiment, ExperimentState.SUCCEEDED);
        } finally {
            deployment.kill(second);
            if (!deployment.process(first).isAlive()) {
                deployment.restart(first);
            }
        }
    }

    private record Transition(Stage stage, EventType type) {}
}
