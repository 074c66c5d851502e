package io.redoubt.pipeline.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ControlOffsetsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final ControlOffsets offsets = new ControlOffsets();

    @Test
    void polledRecordMustAlsoBeApplied() throws InterruptedException {
        offsets.polled(4, 5);
        offsets.applied(3);

        assertThat(offsets.awaitAppliedTo(5, Duration.ZERO)).isFalse();

        offsets.applied(4);

        assertThat(offsets.awaitAppliedTo(5, Duration.ZERO)).isTrue();
    }

    @Test
    void offsetsWithoutRecordsNeedNotBeApplied() throws InterruptedException {
        offsets.polled(4, 5);
        offsets.applied(4);
        assertThat(offsets.awaitAppliedTo(7, Duration.ZERO)).isFalse();

        offsets.polled(-1, 7);

        assertThat(offsets.awaitAppliedTo(7, Duration.ZERO)).isTrue();
    }

    @Test
    void emptyPollDoesNotHideEarlierRecords() throws InterruptedException {
        offsets.polled(4, 5);
        offsets.polled(-1, 7);

        assertThat(offsets.awaitAppliedTo(7, Duration.ZERO)).isFalse();
    }

    @Test
    void waitEndsWhenTheLastRecordIsApplied() throws Exception {
        offsets.polled(4, 5);
        CompletableFuture<Boolean> reached = CompletableFuture.supplyAsync(() -> {
            try {
                return offsets.awaitAppliedTo(5, TIMEOUT);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        offsets.applied(4);

        assertThat(reached.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
}
