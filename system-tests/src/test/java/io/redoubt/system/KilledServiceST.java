package io.redoubt.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.event.EventType;
import io.redoubt.api.job.Stage;
import io.redoubt.pipeline.store.MinioObjectStore;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Services that die without a word, at moments that are seen from outside. */
@ExtendWith(SharedBench.class)
class KilledServiceST {

    private final FaultBench bench;
    private final Pipeline pipeline;

    KilledServiceST(FaultBench bench) {
        this.bench = bench;
        this.pipeline = bench.pipeline();
    }

    private static Predicate<StoreRequest> put(String service, String key) {
        return request -> request.client().equals(service)
                && request.method().equals("PUT")
                && request.key().matches("jobs/[0-9a-f]{64}/" + key);
    }

    /** The write has not reached the store. */
    @ParameterizedTest
    @CsvSource({
        "pretrain-service, checkpoints/.*/state.safetensors, a checkpoint",
        "finetune-service, checkpoints/.*/state.safetensors, a checkpoint",
        "pretrain-service, result/history.json, a result",
        "finetune-service, result/last.safetensors, a result",
        "attack-service, result/examples.safetensors, a result",
        "eval-service, result/scores.json, a result",
    })
    void whileWriting(String service, String key, String what) {
        StoreRule killing =
                pipeline.storeProxy().inject(1, put(service, key), StoreFault.before(() -> pipeline.kill(service)));

        killedAndRestarted(service, killing, "kill -9 of " + service + " while it writes " + what);
    }

    /** The write has reached the store, the answer has not reached the service. */
    @ParameterizedTest
    @CsvSource({
        "pretrain-service, claim.json, its first claim",
        "finetune-service, claim.json, its first claim",
        "attack-service, claim.json, its first claim",
        "eval-service, claim.json, its first claim",
        "pretrain-service, result/manifest.json, its result",
        "finetune-service, result/manifest.json, its result",
        "attack-service, result/manifest.json, its result",
        "eval-service, result/manifest.json, its result",
    })
    void betweenWriteAndAnnouncement(String service, String key, String what) {
        StoreRule killing =
                pipeline.storeProxy().inject(1, put(service, key), StoreFault.after(() -> pipeline.kill(service)));

        killedAndRestarted(service, killing, "kill -9 of " + service + " between " + what + " and the announcement");
    }

    private void killedAndRestarted(String service, StoreRule killing, String fault) {
        try (killing) {
            ToyExperiment experiment = bench.begin("killed");
            bench.awaitInjected(killing, 1);
            bench.awaitDead(service);
            pipeline.restart(service);
            bench.requireUnharmed(fault, killing.injected(), experiment);
        }
    }

    @ParameterizedTest
    @CsvSource({"pretrain-service, PRETRAIN", "finetune-service, FINETUNE"})
    void withinAnEpoch(String service, Stage stage) {
        ToyExperiment experiment = bench.begin("killed");
        bench.event(experiment, stage, EventType.PROGRESS);
        pipeline.kill(service);

        pipeline.restart(service);

        bench.requireUnharmed("kill -9 of " + service + " within an epoch", 1, experiment);
    }

    @Test
    void theTrackerAfterEveryStageWithAnEmptyDiskEachTime() {
        ToyExperiment experiment = bench.begin("forgotten");
        int kills = 0;
        for (Stage stage : new Stage[] {Stage.PRETRAIN, Stage.FINETUNE, Stage.ATTACK, Stage.EVALUATE}) {
            bench.event(experiment, stage, EventType.STARTED);
            pipeline.kill("experiment-service");
            pipeline.restart("experiment-service");
            bench.event(experiment, stage, EventType.SUCCEEDED);
            pipeline.kill("experiment-service");
            pipeline.restart("experiment-service");
            kills += 2;
        }

        bench.requireUnharmed("kill -9 of experiment-service when stages begin and end", kills, experiment);
    }

    @ParameterizedTest
    @CsvSource({"TRUNCATED", "BIT_FLIPPED", "WRONG_DIGEST"})
    void aDamagedCheckpointGivesWayToTheOneBefore(Damage damage) {
        StoreRule killing = pipeline.storeProxy()
                .inject(
                        3,
                        put("finetune-service", "checkpoints/\\d+/manifest.json"),
                        new Nth(3, StoreFault.after(() -> pipeline.kill("finetune-service"))));
        try (killing) {
            ToyExperiment experiment = bench.begin("damaged");
            bench.awaitInjected(killing, 3);
            bench.awaitDead("finetune-service");
            try (MinioObjectStore store = pipeline.openStore()) {
                damage.befall(store, "3");
            }
            pipeline.restart("finetune-service");
            bench.requireUnharmed(
                    "newest checkpoint " + damage.name().toLowerCase(java.util.Locale.ROOT), 1, experiment);
        }
        assertThat(pipeline.process("finetune-service").output()).contains("checkpoint refused", damage.code());
    }
}
