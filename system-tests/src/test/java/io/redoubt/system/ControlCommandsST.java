package io.redoubt.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.Topics;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.JobState;
import io.redoubt.api.job.Stage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Control commands in every stage, and jobs that always fail. */
@ExtendWith(SharedTestBed.class)
class ControlCommandsST {

    private static final List<String> SERVICES =
            List.of("pretrain-service", "finetune-service", "attack-service", "eval-service");

    private final FaultTestBed testBed;
    private final TestDeployment deployment;

    ControlCommandsST(FaultTestBed testBed) {
        this.testBed = testBed;
        this.deployment = testBed.deployment();
    }

    @Test
    void pauseAndResumeInEveryStage() {
        ToyExperiment experiment =
                controlled("pause", ExperimentState.PAUSED, running -> testBed.command(running, "resume"));

        testBed.requireUnharmed("pause and resume in every stage", SERVICES.size(), experiment);
    }

    @Test
    void cancelAndResubmitInEveryStage() {
        ToyExperiment experiment =
                controlled("cancel", ExperimentState.CANCELLED, running -> testBed.topic(Topics.EXPERIMENTS)
                        .send(running.payload()));

        testBed.requireUnharmed("cancel and a new request in every stage", SERVICES.size(), experiment);
    }

    /** Blocks the first write of each stage until the tracker has processed the command. */
    private ToyExperiment controlled(String command, ExperimentState state, Consumer<ToyExperiment> undo) {
        List<BlockingWork> stages = SERVICES.stream()
                .map(service -> new BlockingWork(testBed, service))
                .toList();
        ToyExperiment experiment = testBed.start(command);
        try {
            for (BlockingWork held : stages) {
                held.awaitBlocked();
                testBed.command(experiment, command);
                testBed.awaitState(experiment, state);
                held.release();
                undo.accept(experiment);
                testBed.awaitState(experiment, ExperimentState.RUNNING);
            }
        } finally {
            stages.forEach(BlockingWork::close);
        }
        return experiment;
    }

    @Test
    void jobThatKillsItsWorkerFailsAndAffectsNoOther() {
        String service = "attack-service";
        ToyExperiment failing;
        AtomicReference<String> fatal = new AtomicReference<>();
        StoreRule killing = deployment
                .storeProxy()
                .inject(
                        Integer.MAX_VALUE,
                        request -> request.client().equals(service)
                                && request.isPut("/result/examples.safetensors")
                                && isFirst(request.key(), fatal),
                        StoreFault.before(() -> deployment.kill(service)));
        try (killing) {
            failing = testBed.start("doomed");
            int deaths = 0;
            while (!failed(failing)) {
                if (!deployment.process(service).isAlive()) {
                    deaths++;
                    deployment.restart(service);
                }
            }
            assertThat(deaths).isBetween(2, 12);
        }
        ExperimentStatus status = testBed.status(failing, known -> known.state() == ExperimentState.FAILED);
        assertThat(status.jobs())
                .filteredOn(job -> job.stage() == Stage.ATTACK)
                .as("jobs that do not depend on the one that failed")
                .hasSizeGreaterThan(1)
                .filteredOn(job -> job.state() != JobState.SUCCEEDED)
                .singleElement()
                .returns(JobState.FAILED, ExperimentStatus.JobStatus::state);
        assertThat(status.message()).contains("attack/", "given up after 2 attempts");
        assertThat(testBed.topic(Topics.DEAD_LETTERS).records())
                .anyMatch(letter -> new String(letter.value(), StandardCharsets.UTF_8).contains(failing.id()));

        ToyExperiment other = testBed.start("other");

        testBed.requireUnharmed("an experiment after one whose worker died at each attempt", 1, other);
    }

    /** Whether a key is the first one that was asked for. */
    private static boolean isFirst(String key, AtomicReference<String> first) {
        first.compareAndSet(null, key);
        return key.equals(first.get());
    }

    private boolean failed(ToyExperiment experiment) {
        return testBed.topic(Topics.STATUS).records().stream()
                .filter(FaultTestBed.keyed(experiment))
                .map(message -> io.redoubt.api.Json.read(message.value(), ExperimentStatus.class))
                .anyMatch(status -> status.state() == ExperimentState.FAILED);
    }
}
