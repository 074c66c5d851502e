package io.redoubt.system;

import static org.awaitility.Awaitility.await;

import io.redoubt.api.event.EventType;
import io.redoubt.api.job.Stage;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A broker and a store that are down for a while. */
@ExtendWith(SharedTestBed.class)
class UnreachableServerST {

    private static final Duration OUTAGE = Duration.ofSeconds(60);

    private final FaultTestBed testBed;
    private final TestDeployment deployment;

    UnreachableServerST(FaultTestBed testBed) {
        this.testBed = testBed;
        this.deployment = testBed.deployment();
    }

    @ParameterizedTest
    @CsvSource({"kafka, FINETUNE", "s3, PRETRAIN"})
    void serverIsKilledAndRestarted(String server, Stage stage) {
        ToyExperiment experiment = testBed.start("restarted");
        testBed.event(experiment, stage, EventType.PROGRESS);
        deployment.killServer(server);

        deployment.restartServer(server);

        testBed.requireUnharmed("kill -9 and restart of " + server + " in stage " + stage.wireName(), 1, experiment);
    }

    @Test
    void brokerIsDownForAMinute() {
        ToyExperiment experiment = testBed.start("outage");
        testBed.event(experiment, Stage.FINETUNE, EventType.PROGRESS);
        deployment.killServer("kafka");
        Instant since = Instant.now();

        await("the outage lasts").atMost(OUTAGE.multipliedBy(2)).until(() -> since.plus(OUTAGE)
                .isBefore(Instant.now()));
        deployment.restartServer("kafka");

        testBed.requireUnharmed("no broker for 60 s", 1, experiment);
    }
}
