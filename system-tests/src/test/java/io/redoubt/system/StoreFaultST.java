package io.redoubt.system;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A store that breaks connections, refuses requests, is slow, or sends incomplete responses. */
@ExtendWith(SharedTestBed.class)
class StoreFaultST {

    private static final Duration SLOW = Duration.ofSeconds(1);

    private final FaultTestBed testBed;
    private final TestDeployment deployment;

    StoreFaultST(FaultTestBed testBed) {
        this.testBed = testBed;
        this.deployment = testBed.deployment();
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
