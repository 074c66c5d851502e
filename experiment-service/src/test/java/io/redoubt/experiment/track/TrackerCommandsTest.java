package io.redoubt.experiment.track;

import static io.redoubt.api.event.ControlCommand.Action.CANCEL;
import static io.redoubt.api.event.ControlCommand.Action.FORGET;
import static io.redoubt.api.event.ControlCommand.Action.PAUSE;
import static io.redoubt.api.event.ControlCommand.Action.RESUME;
import static io.redoubt.experiment.track.TrackerHarness.ATTACK_1;
import static io.redoubt.experiment.track.TrackerHarness.ATTACK_2;
import static io.redoubt.experiment.track.TrackerHarness.EVALUATE;
import static io.redoubt.experiment.track.TrackerHarness.FINETUNE;
import static io.redoubt.experiment.track.TrackerHarness.PRETRAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.redoubt.api.Topics;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.event.ControlCommand;
import io.redoubt.api.event.EventType;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.JobState;
import io.redoubt.api.job.Job;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Control commands and new requests for known experiments. */
class TrackerCommandsTest {

    private final TrackerHarness harness = new TrackerHarness();

    @Test
    void startPublishesResumeForWorkersThatReadACancel() {
        String id = harness.start();

        assertThat(harness.messages(Topics.CONTROL))
                .extracting(OutgoingMessage::value)
                .containsExactly(Optional.of(new ControlCommand(1, id, RESUME)));
    }

    @ParameterizedTest
    @EnumSource(names = {"RUNNING", "PAUSED", "SUCCEEDED"})
    void resubmissionPublishesOnlyTheStatus(ExperimentState state) {
        String id = harness.start();
        switch (state) {
            case PAUSED -> harness.control(id, PAUSE);
            case SUCCEEDED -> harness.finish(id);
            default -> {}
        }
        List<String> queued = harness.queued(id);
        int published = harness.publishedCount();

        harness.start();

        assertThat(harness.queued(id)).isEqualTo(queued);
        assertThat(harness.publishedCount()).isEqualTo(published + 1);
        assertThat(harness.status(id).state()).isEqualTo(state);
    }

    @Test
    void resubmissionOfAFailedExperimentQueuesItsJobsAgain() {
        String id = harness.start();
        harness.succeed(id, PRETRAIN);
        harness.succeed(id, FINETUNE);
        harness.publish(id, ATTACK_1, EventType.FAILED);

        harness.start();

        assertThat(harness.queued(id)).containsExactly(PRETRAIN, FINETUNE, ATTACK_1, ATTACK_2, PRETRAIN);
        assertThat(harness.status(id).message()).isEmpty();
        harness.finish(id);
        assertThat(harness.queued(id))
                .containsExactly(
                        PRETRAIN, FINETUNE, ATTACK_1, ATTACK_2, PRETRAIN, FINETUNE, ATTACK_1, EVALUATE, "report");
        assertThat(harness.status(id).state()).isEqualTo(ExperimentState.SUCCEEDED);
    }

    @Test
    void restartedExperimentKeepsTheFingerprintsOfItsJobs() {
        String id = harness.start();
        harness.succeed(id, PRETRAIN);
        harness.succeed(id, FINETUNE);
        String finetune = harness.job(id, FINETUNE).fingerprint();
        harness.control(id, CANCEL);

        harness.start();

        assertThat(harness.state(id, FINETUNE)).isEqualTo(JobState.WAITING);
        assertThat(harness.status(id).jobs())
                .filteredOn(job -> job.node().equals(FINETUNE))
                .singleElement()
                .satisfies(job -> assertThat(job.fingerprint()).isEqualTo(finetune));
    }

    @Test
    void forgottenExperimentIsDeletedAndCanBeSubmittedAgain() {
        String id = harness.start();
        harness.finish(id);

        harness.control(id, FORGET);

        assertThat(harness.experiment(id)).isEmpty();
        for (String topic : List.of(Topics.STATUS, Topics.RESULTS)) {
            List<OutgoingMessage> messages = harness.messages(topic);
            assertThat(messages.get(messages.size() - 1))
                    .as(topic)
                    .isEqualTo(new OutgoingMessage(topic, id, Optional.empty()));
        }
        harness.start();
        assertThat(harness.queued(id)).hasSize(7).endsWith(PRETRAIN);
    }

    @ParameterizedTest
    @EnumSource(
            value = ExperimentState.class,
            names = {"RUNNING", "PAUSED"})
    void activeExperimentIsNotForgotten(ExperimentState state) {
        String id = harness.start();
        if (state == ExperimentState.PAUSED) {
            harness.control(id, PAUSE);
        }
        int published = harness.publishedCount();

        harness.control(id, FORGET);

        assertThat(harness.publishedCount()).isEqualTo(published);
        assertThat(harness.experiment(id)).isPresent();
    }

    @Test
    void rejectedRequestIsForgotten() {
        harness.control("refused-0123456789", FORGET);

        assertThat(harness.messages(Topics.STATUS))
                .containsExactly(new OutgoingMessage(Topics.STATUS, "refused-0123456789", Optional.empty()));
    }

    @Test
    void cancelledExperimentQueuesNoMoreJobs() {
        String id = harness.start();
        Job pretrain = harness.job(id, PRETRAIN);

        harness.control(id, CANCEL);
        harness.event(TrackerHarness.success(pretrain));

        assertThat(harness.status(id).state()).isEqualTo(ExperimentState.CANCELLED);
        assertThat(harness.status(id).jobs())
                .allSatisfy(job -> assertThat(job.state()).isEqualTo(JobState.CANCELLED));
        assertThat(harness.queued(id)).containsExactly(PRETRAIN);
    }

    @Test
    void cancelledExperimentKeepsTheJobsThatHaveEnded() {
        String id = harness.start();
        harness.succeed(id, PRETRAIN);
        harness.succeed(id, FINETUNE);
        harness.publish(id, ATTACK_1, EventType.FAILED);

        harness.control(id, CANCEL);

        assertThat(harness.state(id, FINETUNE)).isEqualTo(JobState.SUCCEEDED);
        assertThat(harness.state(id, ATTACK_1)).isEqualTo(JobState.FAILED);
        assertThat(harness.state(id, ATTACK_2)).isEqualTo(JobState.CANCELLED);
        assertThat(harness.state(id, "report")).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void resubmissionRestartsACancelledExperiment() {
        String id = harness.start();
        harness.control(id, CANCEL);

        harness.start();

        assertThat(harness.status(id).state()).isEqualTo(ExperimentState.RUNNING);
        assertThat(harness.queued(id)).containsExactly(PRETRAIN, PRETRAIN);
        assertThat(harness.messages(Topics.CONTROL)).hasSize(2);
    }

    @Test
    void pausedExperimentQueuesNoJobsUntilResumed() {
        String id = harness.start();
        harness.control(id, PAUSE);
        harness.succeed(id, PRETRAIN);
        assertThat(harness.status(id).state()).isEqualTo(ExperimentState.PAUSED);
        assertThat(harness.state(id, PRETRAIN)).isEqualTo(JobState.SUCCEEDED);
        assertThat(harness.queued(id)).containsExactly(PRETRAIN);
        assertThat(harness.status(id).message()).isEqualTo("`redoubt resume " + id + "` continues it");

        harness.control(id, RESUME);

        assertThat(harness.queued(id)).containsExactly(PRETRAIN, FINETUNE);
        assertThat(harness.status(id).state()).isEqualTo(ExperimentState.RUNNING);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FORGET")
    void commandForAnEndedExperimentHasNoEffect(ControlCommand.Action action) {
        String id = harness.start();
        harness.finish(id);
        int published = harness.publishedCount();

        harness.control(id, action);

        assertThat(harness.publishedCount()).isEqualTo(published);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FORGET")
    void commandForAnUnknownExperimentIsRefused(ControlCommand.Action action) {
        assertThatExceptionOfType(UnreadableMessageException.class)
                .isThrownBy(() -> harness.control("typo-0123456789", action))
                .withMessage("no experiment typo-0123456789; `redoubt list` shows them all");
    }

    @Test
    void experimentThatTheTrackerCancelsHasTheReason() {
        String id = harness.start();
        harness.succeed(id, PRETRAIN);

        harness.cancel(id, "redoubt.jobs.attack does not accept a record of 5000000 bytes");

        assertThat(harness.status(id).state()).isEqualTo(ExperimentState.CANCELLED);
        assertThat(harness.status(id).message())
                .isEqualTo("redoubt.jobs.attack does not accept a record of 5000000 bytes");
        int published = harness.publishedCount();
        harness.cancel(id, "again");
        harness.cancel("unknown-1", "again");
        assertThat(harness.publishedCount()).isEqualTo(published);
        harness.start();
        assertThat(harness.status(id).message()).isEmpty();
        harness.finish(id);
        assertThat(harness.status(id).state()).isEqualTo(ExperimentState.SUCCEEDED);
    }
}
