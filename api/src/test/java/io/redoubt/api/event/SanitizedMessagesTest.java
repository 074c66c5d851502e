package io.redoubt.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.job.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The text of messages reaches logs and terminals. */
class SanitizedMessagesTest {

    private static final String UNSAFE = "a\nb\u001b[2J\u202ec";
    private static final String SAFE = "a?b?[2J?c";

    @Test
    void eventsHaveNoControlCharacters() {
        JobEvent event = new JobEvent(
                1,
                "one-1",
                UNSAFE,
                Stage.ATTACK,
                "ab".repeat(32),
                EventType.FAILED,
                Instant.EPOCH,
                UNSAFE,
                1,
                Optional.empty(),
                Optional.empty(),
                false,
                UNSAFE);

        assertThat(List.of(event.node(), event.worker(), event.message())).containsOnly(SAFE);
    }

    @Test
    void statusesHaveNoControlCharacters() {
        ExperimentStatus.JobStatus job =
                new ExperimentStatus.JobStatus(UNSAFE, Stage.ATTACK, JobState.FAILED, "", UNSAFE, UNSAFE, UNSAFE);
        ExperimentStatus status =
                new ExperimentStatus(1, "one-1", UNSAFE, ExperimentState.FAILED, UNSAFE, Instant.EPOCH, List.of(job));

        assertThat(List.of(status.name(), status.message())).containsOnly(SAFE);
        assertThat(List.of(job.node(), job.queue(), job.experiment(), job.message()))
                .containsOnly(SAFE);
    }
}
