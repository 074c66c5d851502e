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

/** Services that die without a word, at moments that are seen from outside. */
@ExtendWith(SharedTestBed.class)
class KilledServiceST {

    private final FaultTestBed bench;
    private final Pipeline pipeline;

    KilledServiceST(FaultTestBed bench) {
        this.bench = bench;
        this.pipeline = bench.pipeline();
    }

    private static Predicate<StoreRequest> put(String service, String key) {
        return request -> request.client().equals(service)
                && request.method().equals("PUT")
                && request.key().matches("jobs/[0-9a-f]{64}/" + key);
    }

    @Test
    void whileTheyWriteACheckpoint() {
        killedAndRestarted(
                "kill -9 of pretrain- and finetune-service while they write a checkpoint",
                StoreFault::before,
                new Moment("pretrain-service", "checkpoints/.*/state.safetensors"),
                new Moment("finetune-service", "checkpoints/.*/state.safetensors"));
    }

    @Test
    void whileTheyWriteAResult() {
        killedAndRestarted(
                "kill -9 of each worker while it writes its result",
                StoreFault::before,
                new Moment("pretrain-service", "result/history.json"),
                new Moment("finetune-service", "result/last.safetensors"),
                new Moment("attack-service", "result/examples.safetensors"),
                new Moment("eval-service", "result/scores.json"));
    }

    @Test
    void whenTheyHaveTakenAJob() {
        killedAndRestarted(
                "kill -9 of each worker when it has taken a job",
                StoreFault::after,
                new Moment("pretrain-service", "claim.json"),
                new Moment("finetune-service", "claim.json"),
                new Moment("attack-service", "claim.json"),
                new Moment("eval-service", "claim.json"));
    }

    @Test
    void betweenResultAndAnnouncement() {
        killedAndRestarted(
                "kill -9 of each worker between result and announcement",
                StoreFault::after,
                new Moment("pretrain-service", "result/manifest.json"),
                new Moment("finetune-service", "result/manifest.json"),
                new Moment("attack-service", "result/manifest.json"),
                new Moment("eval-service", "result/manifest.json"));
    }

    /** A service's first write of a key: before it has reached the store, or when only the answer is missing. */
    private record Moment(String service, String key) {}

    /** Kills each service at its moment, in the order of the stages, in one experiment. */
    private void killedAndRestarted(String fault, Function<Runnable, StoreFault> when, Moment... moments) {
        List<StoreRule> rules = Stream.of(moments)
                .map(moment -> pipeline.storeProxy()
                        .inject(
                                1,
                                put(moment.service(), moment.key()),
                                when.apply(() -> pipeline.kill(moment.service()))))
                .toList();
        ToyExperiment experiment = bench.begin("killed");
        for (int i = 0; i < moments.length; i++) {
            bench.awaitInjected(rules.get(i), 1);
            bench.awaitDead(moments[i].service());
            pipeline.restart(moments[i].service());
        }
        rules.forEach(StoreRule::close);
        bench.requireUnharmed(fault, moments.length, experiment);
    }

    @ParameterizedTest
    @CsvSource({"pretrain-service, PRETRAIN", "finetune-service, FINETUNE"})
    void withinAnEpoch(String service, Stage stage) {
        try (BlockingWork held = new BlockingWork(bench, service)) {
            ToyExperiment experiment = bench.begin("killed");
            bench.event(experiment, stage, EventType.PROGRESS);
            pipeline.kill(service);
            held.letGo();

            pipeline.restart(service);

            bench.requireUnharmed("kill -9 of " + service + " in its first epoch", 1, experiment);
        }
    }

    @Test
    void theTrackerAtEveryTransitionWithAnEmptyDiskEachTime() {
        ToyExperiment experiment = bench.begin("forgotten");
        List<Transition> transitions = Stream.of(
                        Stage.PRETRAIN, Stage.FINETUNE, Stage.ATTACK, Stage.DIAGNOSE, Stage.EVALUATE, Stage.REPORT)
                .flatMap(stage ->
                        Stream.of(EventType.STARTED, EventType.SUCCEEDED).map(type -> new Transition(stage, type)))
                .toList();
        for (Transition transition : transitions) {
            bench.event(experiment, transition.stage(), transition.type());
            pipeline.kill("experiment-service");
            pipeline.restart("experiment-service");
        }

        bench.requireUnharmed("kill -9 of experiment-service at every transition", transitions.size(), experiment);
    }

    private record Transition(Stage stage, EventType type) {}

    @ParameterizedTest
    @CsvSource({"TRUNCATED", "BIT_FLIPPED", "WRONG_DIGEST"})
    void aDamagedCheckpointGivesWayToTheOneBefore(ArtifactCorruption damage) {
        StoreRule killing = pipeline.storeProxy()
                .inject(
                        3,
                        put("finetune-service", "checkpoints/\\d+/manifest.json"),
                        new Nth(3, StoreFault.after(() -> pipeline.kill("finetune-service"))));
        int told = pipeline.process("finetune-service").output().length();
        try (killing) {
            ToyExperiment experiment = bench.begin("damaged");
            bench.awaitInjected(killing, 3);
            bench.awaitDead("finetune-service");
            try (MinioObjectStore store = pipeline.openStore()) {
                damage.befall(store, "3");
            }
            pipeline.restart("finetune-service");
            Outcome outcome = bench.requireUnharmed("newest checkpoint " + damage.described(), 1, experiment);
            assertThat(outcome.report().alarms())
                    .as("the report says so")
                    .anyMatch(alarm -> alarm.contains("stage finetune found 1 damaged checkpoint"));
            assertThat(outcome.events())
                    .filteredOn(event -> event.stage() == Stage.FINETUNE && event.type() == EventType.SUCCEEDED)
                    .allMatch(event ->
                            event.result().orElseThrow().metrics().get(ResultManifest.REFUSED_CHECKPOINTS) == 1);
        }
        assertThat(pipeline.process("finetune-service").output().substring(told))
                .contains("refused, an older one is used: " + damage.code());
    }
}
