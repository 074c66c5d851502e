package io.redoubt.system;

import io.redoubt.api.event.EventType;
import io.redoubt.api.job.Stage;
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

    private record Transition(Stage stage, EventType type) {}
}
