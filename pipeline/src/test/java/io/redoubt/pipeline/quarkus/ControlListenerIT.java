package io.redoubt.pipeline.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.redoubt.api.Topics;
import io.redoubt.pipeline.Records;
import io.redoubt.pipeline.event.ControlListener;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The control channel on a real broker. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ControlListenerIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Inject
    ControlListener control;

    @Test
    void firstAnswerReflectsAllEarlierCommands() {
        boolean lastIsCancelled = control.isCancelled(EarlyCommands.experiment(EarlyCommands.CANCELLED - 1));

        assertThat(lastIsCancelled).isTrue();
        assertThat(control.isCancelled(EarlyCommands.experiment(0))).isTrue();
        assertThat(control.isCancelled("never-cancelled")).isFalse();
    }

    @Test
    void topicThatEndsWithAnAbortedTransactionIsReadToItsEnd() throws InterruptedException {
        assertThat(control.isReadToEnd(TIMEOUT)).isTrue();
    }

    @Test
    void commandSentLaterIsApplied() {
        Records.send(Topics.CONTROL, "foreign", EarlyCommands.cancel("under-a-foreign-key"));
        Records.send(Topics.CONTROL, "cancelled-late", EarlyCommands.cancel("cancelled-late"));

        await().atMost(TIMEOUT).until(() -> control.isCancelled("cancelled-late"));
        assertThat(control.isCancelled("under-a-foreign-key")).isFalse();
    }
}
