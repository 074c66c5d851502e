package io.redoubt.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.Topics;
import io.redoubt.api.event.EventType;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.job.Stage;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Commands in every stage, and jobs that cannot be done. */
@ExtendWith(SharedBench.class)
class SteeredExperimentST {

    private final FaultBench bench;
    private final Pipeline pipeline;

    SteeredExperimentST(FaultBench bench) {
        this.bench = bench;
        this.pipeline = bench.pipeline();
    }

    @ParameterizedTest
    @EnumSource(names = {"PRETRAIN", "FINETUNE", "ATTACK", "EVALUATE"})
    void pausedAndResumed(Stage stage) {
        ToyExperiment experiment = bench.begin("paused");
        bench.event(experiment, stage, EventType.STARTED);
        bench.command(experiment, "pause");
        bench.status(experiment, status -> status.state() == ExperimentState.PAUSED);

        bench.command(experiment, "resume");

        bench.requireUnharmed("pause and resume in stage " + stage.wireName(), 1, experiment);
    }

    @ParameterizedTest
    @EnumSource(names = {"PRETRAIN", "FINETUNE", "ATTACK", "EVALUATE"})
    void cancelledAndPublishedAgain(Stage stage) {
        ToyExperiment experiment = bench.begin("cancelled");
        bench.event(experiment, stage, EventType.STARTED);
        bench.command(experiment, "cancel");
        bench.status(experiment, status -> status.state() == ExperimentState.CANCELLED);

        bench.topic(Topics.EXPERIMENTS).send(experiment.payload());

        bench.requireUnharmed("cancel and a new request in stage " + stage.wireName(), 1, experiment);
    }

    @Test
    void aJobThatKillsItsWorkerEachTimeIsGivenUpAndHarmsNoOther() {
        String service = "attack-service";
        ToyExperiment doomed;
        StoreRule killing = pipeline.storeProxy()
                .inject(
                        Integer.MAX_VALUE,
                        request -> request.client().equals(service) && request.isPut("/result/examples.safetensors"),
                        StoreFault.before(() -> pipeline.kill(service)));
        try (killing) {
            doomed = bench.begin("doomed");
            int deaths = 0;
            while (!failed(doomed)) {
                if (!pipeline.process(service).isAlive()) {
                    deaths++;
                    pipeline.restart(service);
                }
            }
            assertThat(deaths).isBetween(2, 12);
        }
        ExperimentStatus status = bench.status(doomed, known -> known.state() == ExperimentState.FAILED);
        assertThat(status.message()).contains("attack/", "given up after 2 attempts");
        assertThat(bench.topic(Topics.DEAD_LETTERS).records())
                .anyMatch(letter -> new String(letter.value(), StandardCharsets.UTF_8).contains(doomed.id()));

        ToyExperiment other = bench.begin("other");

        bench.requireUnharmed("an experiment after one whose worker died at each attempt", 1, other);
    }

    private boolean failed(ToyExperiment experiment) {
        return bench.topic(Topics.STATUS).records().stream()
                .filter(FaultBench.keyed(experiment))
                .map(message -> io.redoubt.api.Json.read(message.value(), ExperimentStatus.class))
                .anyMatch(status -> status.state() == ExperimentState.FAILED);
    }
}
