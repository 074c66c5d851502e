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

/** A broker and a store that are down, refuse requests, are slow, or send incomplete responses. */
@ExtendWith(SharedTestBed.class)
class UnreachableServerST {

    private static final Duration OUTAGE = Duration.ofSeconds(60);
    private static final Duration SLOW = Duration.ofSeconds(1);

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
    void storeFailsTemporarily(String name, int limit, Predicate<StoreRequest> matches, StoreFault fault) {
        try (StoreRule rule = deployment.storeProxy().inject(limit, matches, fault)) {
            ToyExperiment experiment = testBed.start("store");
            testBed.awaitInjected(rule, limit);

            testBed.requireUnharmed("store: " + name, limit, experiment);
        }
    }
}
