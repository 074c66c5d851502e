package io.redoubt.pipeline.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.Json;
import io.redoubt.pipeline.Stack;
import io.redoubt.pipeline.store.MinioObjectStore;
import io.redoubt.pipeline.store.StoreKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ClaimsIT {

    private static final String JOB = "ab".repeat(32);
    private static final Duration LOCK = Duration.ofSeconds(30);

    private final MinioObjectStore store = Stack.newStore();

    private Claims worker(String name) {
        return new Claims(store, Clock.systemUTC(), LOCK, name);
    }

    @Test
    void oneOfManyConcurrentWorkersTakesJob() throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Optional<HeldClaim>>> takes = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                String record = "cluster/queue-0-" + i;
                takes.add(() -> worker("worker of " + record).take(JOB, record));
            }
            int taken = 0;
            for (Future<Optional<HeldClaim>> take : workers.invokeAll(takes)) {
                taken += take.get().isPresent() ? 1 : 0;
            }
            assertThat(taken).isEqualTo(1);
        } finally {
            workers.shutdown();
        }
    }

    @Test
    void claimThatWasTakenOverIsFenced() {
        HeldClaim previous = worker("former").take(JOB, "cluster/queue-0-1").orElseThrow();
        previous.check();
        previous.renew();

        HeldClaim current = worker("latter").take(JOB, "cluster/queue-0-1").orElseThrow();

        assertThat(current.fence()).isEqualTo(previous.fence() + 1);
        assertThatThrownBy(previous::check).isInstanceOf(FencedException.class);
        assertThatThrownBy(previous::renew).isInstanceOf(FencedException.class);
        assertThatThrownBy(previous::end).isInstanceOf(FencedException.class);
        current.check();
    }

    @Test
    void endedClaimCanBeTaken() {
        worker("one").take(JOB, "cluster/queue-0-1").orElseThrow().end();

        assertThat(worker("two").take(JOB, "cluster/queue-0-2")).isPresent();
        assertThat(worker("three").take(JOB, "cluster/queue-0-3")).isEmpty();
    }

    @Test
    void claimOfAnotherJobIsIgnored() {
        store.put(
                StoreKeys.claim(JOB),
                Json.canonical(Claim.first("cd".repeat(32), "other", "cluster/queue-0-1", Instant.now())));

        Optional<HeldClaim> taken = worker("one").take(JOB, "cluster/queue-0-2");

        assertThat(taken).isPresent();
        taken.get().check();
        assertThat(worker("two").take(JOB, "cluster/queue-0-3")).isEmpty();
    }
}
