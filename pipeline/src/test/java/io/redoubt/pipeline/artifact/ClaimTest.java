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
    void otherRecordCannotTakeLiveClaim() {
        assertThat(CLAIM.canBeTakenBy("cluster/queue-0-8", THEN.plus(LOCK.multipliedBy(3)), LOCK))
                .isFalse();
    }

    @Test
    void redeliveredRecordTakesClaimOver() {
        assertThat(CLAIM.canBeTakenBy("cluster/queue-0-7", THEN, LOCK)).isTrue();
    }

    @Test
    void anyRecordTakesStaleOrEndedClaim() {
        Instant late = THEN.plus(LOCK.multipliedBy(3)).plusMillis(1);

        assertThat(CLAIM.canBeTakenBy("cluster/queue-0-8", late, LOCK)).isTrue();
        assertThat(CLAIM.renewedAt(late).canBeTakenBy("cluster/queue-0-8", late, LOCK))
                .isFalse();
        assertThat(CLAIM.endedAt(THEN).canBeTakenBy("cluster/queue-0-8", THEN, LOCK))
                .isTrue();
    }

    @Test
    void anyRecordTakesClaimFromTheFuture() {
        Instant early = THEN.minus(LOCK.multipliedBy(3));

        assertThat(CLAIM.canBeTakenBy("cluster/queue-0-8", early, LOCK)).isFalse();
        assertThat(CLAIM.canBeTakenBy("cluster/queue-0-8", early.minusMillis(1), LOCK))
                .isTrue();
    }

    @Test
    void takeOverIncrementsFenceAndCountsAttemptsPerRecord() {
        Claim again = CLAIM.takenOver("worker-2", "cluster/queue-0-7", THEN);
        Claim other = again.takenOver("worker-3", "cluster/queue-0-8", THEN);

        assertThat(again.fence()).isEqualTo(2);
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(again.hasSameHolderAs(CLAIM)).isFalse();
        assertThat(again.renewedAt(THEN.plus(LOCK)).hasSameHolderAs(again)).isTrue();
        assertThat(other.fence()).isEqualTo(3);
        assertThat(other.attempt()).isEqualTo(1);
    }

    @Test
    void jsonRoundTrip() {
        assertThat(Json.read(Json.canonical(CLAIM), Claim.class)).isEqualTo(CLAIM);
    }
}
