package io.redoubt.pipeline.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.Json;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClaimTest {

    private static final Duration LOCK = Duration.ofSeconds(30);
    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Claim CLAIM = Claim.first("ab".repeat(32), "worker-1", "cluster/queue-0-7", THEN);

    @Test
    void anotherRecordMayNotTakeALiveClaim() {
        assertThat(CLAIM.mayBeTakenBy("cluster/queue-0-8", THEN.plus(LOCK.multipliedBy(3)), LOCK))
                .isFalse();
    }

    @Test
    void theSameRecordMayForTheBrokerHoldsItsFormerWorkerForDead() {
        assertThat(CLAIM.mayBeTakenBy("cluster/queue-0-7", THEN, LOCK)).isTrue();
    }

    @Test
    void anyRecordMayOnceTheClaimIsStaleOrEnded() {
        Instant late = THEN.plus(LOCK.multipliedBy(3)).plusMillis(1);

        assertThat(CLAIM.mayBeTakenBy("cluster/queue-0-8", late, LOCK)).isTrue();
        assertThat(CLAIM.renewedAt(late).mayBeTakenBy("cluster/queue-0-8", late, LOCK))
                .isFalse();
        assertThat(CLAIM.endedAt(THEN).mayBeTakenBy("cluster/queue-0-8", THEN, LOCK))
                .isTrue();
    }

    @Test
    void aTakeOverRaisesTheFenceAndCountsTheAttemptsOfARecord() {
        Claim again = CLAIM.takenOver("worker-2", "cluster/queue-0-7", THEN);
        Claim other = again.takenOver("worker-3", "cluster/queue-0-8", THEN);

        assertThat(again.fence()).isEqualTo(2);
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(again.isThatOf(CLAIM)).isFalse();
        assertThat(again.renewedAt(THEN.plus(LOCK)).isThatOf(again)).isTrue();
        assertThat(other.fence()).isEqualTo(3);
        assertThat(other.attempt()).isEqualTo(1);
    }

    @Test
    void survivesItsJson() {
        assertThat(Json.read(Json.canonical(CLAIM), Claim.class)).isEqualTo(CLAIM);
    }
}
