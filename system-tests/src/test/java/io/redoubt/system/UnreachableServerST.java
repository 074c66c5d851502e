package io.redoubt.system;

import static org.awaitility.Awaitility.await;

import io.redoubt.api.event.EventType;
import io.redoubt.api.job.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A broker and a store that go away, refuse, are slow or answer in part. */
@ExtendWith(SharedTestBed.class)
class UnreachableServerST {

    private static final Duration OUTAGE = Duration.ofSeconds(60);
    private static final Duration SLOW = Duration.ofSeconds(1);

    private final FaultTestBed bench;
    private final TestDeployment pipeline;

    UnreachableServerST(FaultTestBed bench) {
        this.bench = bench;
        this.pipeline = bench.pipeline();
    }

    @ParameterizedTest
    @CsvSource({"kafka, FINETUNE", "s3, PRETRAIN"})
    void aServerThatIsKilledAndStartsAgain(String server, Stage stage) {
        ToyExperiment experiment = bench.begin("restarted");
        bench.event(experiment, stage, EventType.PROGRESS);
        pipeline.killServer(server);

        pipeline.restartServer(server);

        bench.requireUnharmed("kill -9 and restart of " + server + " in stage " + stage.wireName(), 1, experiment);
    }

    @Test
    void aBrokerThatIsGoneForAMinute() {
        ToyExperiment experiment = bench.begin("outage");
        bench.event(experiment, Stage.FINETUNE, EventType.PROGRESS);
        pipeline.killServer("kafka");
        Instant since = Instant.now();

        await("the outage lasts").atMost(OUTAGE.multipliedBy(2)).until(() -> since.plus(OUTAGE)
                .isBefore(Instant.now()));
        pipeline.restartServer("kafka");

        bench.requireUnharmed("no broker for 60 s", 1, experiment);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("broken connections", 15, any(), StoreFault.breakOff()),
                Arguments.of("answers 503", 15, any(), StoreFault.answer(503, "SlowDown")),
                Arguments.of("answers 500", 15, any(), StoreFault.answer(500, "InternalError")),
                Arguments.of("disk full", 15, method("PUT"), StoreFault.answer(507, "XMinioStorageFull")),
                Arguments.of("GET bodies cut short", 10, method("GET"), StoreFault.cutAnswer()),
                Arguments.of("PUT bodies cut short", 10, method("PUT"), StoreFault.cutRequest()),
                Arguments.of(
                        "PUT answers lost",
                        10,
                        method("PUT"),
                        StoreFault.after(() -> {}).thenNothing()),
                Arguments.of("slow answers", 10, any(), StoreFault.after(() -> LockSupport.parkNanos(SLOW.toNanos()))));
    }

    private static Predicate<StoreRequest> any() {
        return request -> request.key().contains("jobs");
    }

    private static Predicate<StoreRequest> method(String method) {
        return request -> request.method().equals(method) && request.key().startsWith("jobs/");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aStoreThatFailsForAWhile(String name, int most, Predicate<StoreRequest> which, StoreFault fault) {
        try (StoreRule rule = pipeline.storeProxy().inject(most, which, fault)) {
            ToyExperiment experiment = bench.begin("store");
            bench.awaitInjected(rule, most);

            bench.requireUnharmed("store: " + name, most, experiment);
        }
    }
}
