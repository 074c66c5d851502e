package io.redoubt.pipeline.job;

import static org.apache.kafka.clients.consumer.AcknowledgeType.ACCEPT;
import static org.apache.kafka.clients.consumer.AcknowledgeType.RELEASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.Json;
import io.redoubt.api.Topics;
import io.redoubt.api.job.Job;
import io.redoubt.pipeline.TestJobs;
import io.redoubt.pipeline.store.StoreUnavailableException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.junit.jupiter.api.Test;

/** Which deliveries use up one of the three attempts that workers allow here. */
class AttemptsIT extends OneWorker {

    private static final int MORE_THAN_THE_LIMIT = 5;

    @Test
    void progressResetsTheAttempts() {
        Job job = TestJobs.counting(MORE_THAN_THE_LIMIT + 1);
        AtomicInteger reach = new AtomicInteger();
        CountingWork oneEpochAtATime = new CountingWork((epoch, context) -> {
            if (epoch > reach.get()) {
                throw new IllegalStateException("crash");
            }
        });
        for (int delivery = 1; delivery <= MORE_THAN_THE_LIMIT; delivery++) {
            reach.incrementAndGet();
            assertThat(worker.deliver(Json.canonical(job), 1, delivery, oneEpochAtATime)
                            .join())
                    .isEqualTo(RELEASE);
        }
        reach.incrementAndGet();

        assertThat(worker.deliver(Json.canonical(job), 1, MORE_THAN_THE_LIMIT + 1, oneEpochAtATime)
                        .join())
                .isEqualTo(ACCEPT);
        assertThat(oneEpochAtATime.published).hasSize(1);
    }

    @Test
    void releaseAtShutdownUsesUpNoAttempt() {
        Job job = TestJobs.counting(1);
        for (int delivery = 1; delivery <= MORE_THAN_THE_LIMIT; delivery++) {
            try (TestWorker stopping = new TestWorker(store, cache)) {
                EndlessEpoch endless = new EndlessEpoch(1);
                CompletableFuture<AcknowledgeType> acknowledgement =
                        stopping.deliver(Json.canonical(job), 1, delivery, new CountingWork(endless));
                endless.awaitBegin();

                stopping.runner.stop();

                assertThat(acknowledgement.join()).isEqualTo(RELEASE);
            }
        }
        CountingWork work = new CountingWork();
        assertThat(worker.deliver(Json.canonical(job), 1, MORE_THAN_THE_LIMIT + 1, work)
                        .join())
                .isEqualTo(ACCEPT);
        assertThat(work.published).hasSize(1);
    }

    @Test
    void unavailableStoreUsesUpNoAttempt() {
        Job job = TestJobs.counting(1);
        CountingWork unlucky = new CountingWork((epoch, context) -> {
            throw new StoreUnavailableException("the disk is full", null);
        });
        for (int delivery = 1; delivery <= MORE_THAN_THE_LIMIT; delivery++) {
            assertThat(worker.deliver(Json.canonical(job), 1, delivery, unlucky).join())
                    .isEqualTo(RELEASE);
        }

        assertThat(worker.deliver(Json.canonical(job), 1, MORE_THAN_THE_LIMIT + 1, new CountingWork())
                        .join())
                .isEqualTo(ACCEPT);
    }

    @Test
    void claimWithLostResponsesUsesUpNoAttempt() {
        Job job = TestJobs.counting(1);
        String record = "cluster/" + Topics.ATTACK + "-0-1";
        for (int lost = 1; lost <= MORE_THAN_THE_LIMIT; lost++) {
            assertThat(worker.services.claims.take(job.fingerprint(), record))
                    .hasValueSatisfying(claim -> assertThat(claim.attempt()).isEqualTo(1));
        }

        assertThat(worker.deliver(Json.canonical(job), 1, 1, new CountingWork()).join())
                .isEqualTo(ACCEPT);
    }
}
