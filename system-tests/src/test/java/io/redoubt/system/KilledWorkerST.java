package io.redoubt.system;

import io.redoubt.api.event.EventType;
import io.redoubt.api.job.Stage;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workers killed with SIGKILL at moments that are observable from outside. */
@ExtendWith(SharedTestBed.class)
class KilledWorkerST {

    private final FaultTestBed testBed;
    private final TestDeployment deployment;

    KilledWorkerST(FaultTestBed testBed) {
        this.testBed = testBed;
        this.deployment = testBed.deployment();
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
                                request -> request.isPut(moment.service(), moment.key()),
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
}
