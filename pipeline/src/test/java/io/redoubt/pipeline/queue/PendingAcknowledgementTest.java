package io.redoubt.pipeline.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.junit.jupiter.api.Test;

class PendingAcknowledgementTest {

    private final PendingAcknowledgement pending = new PendingAcknowledgement();

    @Test
    void firstAcknowledgementCounts() {
        pending.acknowledge(AcknowledgeType.REJECT);
        pending.acknowledge(AcknowledgeType.RELEASE);

        assertThat(pending.await(Duration.ZERO)).contains(AcknowledgeType.REJECT);
    }

    @Test
    void noAcknowledgementIsReturnedWhileTheListenerRuns() {
        assertThat(pending.await(Duration.ofMillis(1))).isEmpty();
        assertThat(pending.await(Duration.ofMillis(-1))).isEmpty();
    }

    @Test
    void stageCompletesWhenTheBrokerHasAnswered() {
        CompletableFuture<Void> stage =
                pending.acknowledge(AcknowledgeType.ACCEPT).toCompletableFuture();
        assertThat(stage).isNotDone();

        pending.complete();

        assertThat(stage).isCompleted();
    }
}
