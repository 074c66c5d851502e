package io.redoubt.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.Topics;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Commands in every stage, and jobs that cannot be done. */
@ExtendWith(SharedTestBed.class)
class ControlCommandsST {

    private static final List<String> SERVICES =
            List.of("pretrain-service", "finetune-service", "attack-service", "eval-service");

    private final FaultTestBed bench;
    private final TestDeployment pipeline;

    ControlCommandsST(FaultTestBed bench) {
        this.bench = bench;
        this.pipeline = bench.pipeline();
    }

    @Test
    void pausedAndResumedInEveryStage() {
        ToyExperiment experiment =
                steered("pause", ExperimentState.PAUSED, running -> bench.command(running, "resume"));

        bench.requireUnharmed("pause and resume in every stage", SERVICES.size(), experiment);
    }

    @Test
    void cancelledAndPublishedAgainInEveryStage() {
        ToyExperiment experiment =
                steered("cancel", ExperimentState.CANCELLED, running -> bench.topic(Topics.EXPERIMENTS)
                        .send(running.payload()));

        bench.requireUnharmed("cancel and a new request in every stage", SERVICES.size(), experiment);
    }

    /** The first write of each stage waits until the command has come to the tracker. */
    private ToyExperiment steered(String command, ExperimentState state, Consumer<ToyExperiment> undo) {
        List<BlockingWork> stages = SERVICES.stream()
                .map(service -> new BlockingWork(bench, service))
                .toList();
        ToyExperiment experiment = bench.begin(command);
        try {
            for (BlockingWork held : stages) {
                held.awaitHeld();
                bench.command(experiment, command);
                bench.awaitState(experiment, state);
                held.letGo();
                undo.accept(experiment);
                bench.awaitState(experiment, ExperimentState.RUNNING);
            }
        } finally {
            stages.forEach(BlockingWork::close);
        }
        return experiment;
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
        // Its other shard may have killed the worker since.
        pipeline.kill(service);
        pipeline.restart(service);
        ExperimentStatus status = bench.status(doomed, known -> known.state() == ExperimentState.FAILED);
        assertThat(status.message()).contains("attack/", "given up after 2 attempts");
        assertThat(bench.topic(Topics.DEAD_LETTERS).records())
                .anyMatch(letter -> new String(letter.value(), StandardCharsets.UTF_8).contains(doomed.id()));

        ToyExperiment other = bench.begin("other");

        bench.requireUnharmed("an experiment after one whose worker died at each attempt", 1, other);
    }

    private boolean failed(ToyExperiment experiment) {
        return bench.topic(Topics.STATUS).records().stream()
                .filter(FaultTestBed.keyed(experiment))
                .map(message -> io.redoubt.api.Json.read(message.value(), ExperimentStatus.class))
                .anyMatch(status -> status.state() == ExperimentState.FAILED);
    }
}
