package io.redoubt.experiment.track;

import static io.redoubt.api.event.ControlCommand.Action.CANCEL;
import static io.redoubt.api.event.ControlCommand.Action.FORGET;
import static io.redoubt.api.event.ControlCommand.Action.PAUSE;
import static io.redoubt.api.event.ControlCommand.Action.RESUME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.redoubt.api.Topics;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.event.ControlCommand;
import io.redoubt.api.event.EventType;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.event.JobState;
import io.redoubt.api.job.Artifact;
import io.redoubt.api.job.Job;
import io.redoubt.experiment.Requests;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackerTest {

    private static final String PRETRAIN = "pretrain/rotation";
    private static final String FINETUNE = "finetune/rotation/full-adversarial";
    private static final String ATTACK_1 = "attack/rotation/full-adversarial/pgd-20/0-500";
    private static final String ATTACK_2 = "attack/rotation/full-adversarial/pgd-20/500-1000";
    private static final String EVALUATE = "evaluate/rotation/full-adversarial";

    private final TrackerHarness board = new TrackerHarness();

    private String start() {
        return board.request(Requests.chain("chain"));
    }

    private void succeed(String experiment, String node) {
        board.event(TrackerHarness.success(board.job(experiment, node)));
    }

    private void say(String experiment, String node, EventType type) {
        board.event(TrackerHarness.event(board.job(experiment, node), type));
    }

    @Test
    void anAcceptedRequestRunsAndItsFirstJobsAreQueued() {
        String id = board.request(Requests.quickstart());

        assertThat(board.status(id).state()).isEqualTo(ExperimentState.RUNNING);
        assertThat(board.status(id).name()).isEqualTo("quickstart");
        assertThat(board.status(id).jobs()).hasSize(26);
        assertThat(board.queued(id))
                .containsExactly(PRETRAIN, "finetune/none/full-standard", "finetune/none/full-adversarial");
        assertThat(board.messages("redoubt.jobs.pretrain.rotation"))
                .singleElement()
                .satisfies(message -> assertThat(message.key())
                        .isEqualTo(((Job) message.value().orElseThrow()).fingerprint()));
        assertThat(board.messages(Topics.FINETUNE)).hasSize(2);
        assertThat(board.messages(Topics.EVENTS)).hasSize(3).allSatisfy(message -> {
            assertThat(message.key()).isEqualTo(id);
            assertThat(((JobEvent) message.value().orElseThrow()).type()).isEqualTo(EventType.QUEUED);
        });
        assertThat(board.state(id, PRETRAIN)).isEqualTo(JobState.QUEUED);
        assertThat(board.state(id, "report")).isEqualTo(JobState.WAITING);
    }

    @Test
    void workersThatRememberACancelAreToldToGoOn() {
        String id = start();

        assertThat(board.messages(Topics.CONTROL))
                .extracting(OutgoingMessage::value)
                .containsExactly(Optional.of(new ControlCommand(1, id, RESUME)));
    }

    @Test
    void aJobIsQueuedOnceAllItsInputsExist() {
        String id = start();
        succeed(id, PRETRAIN);
        succeed(id, FINETUNE);
        succeed(id, ATTACK_1);
        assertThat(board.queued(id)).containsExactly(PRETRAIN, FINETUNE, ATTACK_1, ATTACK_2);

        succeed(id, ATTACK_2);

        assertThat(board.queued(id)).endsWith(EVALUATE);
        Job evaluate = board.job(id, EVALUATE);
        assertThat(evaluate.input("model").fingerprint())
                .isEqualTo(board.job(id, FINETUNE).fingerprint());
        assertThat(evaluate.input("examples/pgd-20/500-1000").fingerprint())
                .isEqualTo(board.job(id, ATTACK_2).fingerprint());
    }

    @Test
    void theLastJobEndsTheExperiment() {
        String id = start();

        board.finish(id);

        assertThat(board.status(id).state()).isEqualTo(ExperimentState.SUCCEEDED);
        assertThat(board.status(id).jobs()).allMatch(job -> job.state() == JobState.SUCCEEDED);
        assertThat(board.queued(id)).doesNotHaveDuplicates();
    }

    @Test
    void anExperimentWaitsForATrunkThatItsReportDoesNotNeed() {
        String id = board.request(Requests.yaml("""
                name: spare
                pretrain: [{id: spare, task: rotation}]
                finetune: [{from: none}]
                evaluate: {last: false, checks: 0}
                """));
        for (String node : List.of(
                "finetune/none/full-adversarial",
                "attack/none/full-adversarial/pgd-20/0-1000",
                "evaluate/none/full-adversarial",
                "report")) {
            succeed(id, node);
        }
        assertThat(board.status(id).state()).isEqualTo(ExperimentState.RUNNING);

        succeed(id, "pretrain/spare");

        assertThat(board.status(id).state()).isEqualTo(ExperimentState.SUCCEEDED);
    }

    @Test
    void aStartedJobRuns() {
        String id = start();

        say(id, PRETRAIN, EventType.STARTED);

        assertThat(board.state(id, PRETRAIN)).isEqualTo(JobState.RUNNING);
    }

    @ParameterizedTest
    @EnumSource(names = {"PROGRESS", "EPOCH", "CHECKPOINTED"})
    void progressPublishesNothing(EventType type) {
        String id = start();
        int before = board.published();

        say(id, PRETRAIN, type);

        assertThat(board.published()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(names = {"RUNNING", "PAUSED", "SUCCEEDED"})
    void theSameRequestAgainStartsNothing(ExperimentState state) {
        String id = start();
        switch (state) {
            case PAUSED -> board.control(id, PAUSE);
            case SUCCEEDED -> board.finish(id);
            default -> {}
        }
        List<String> queued = board.queued(id);
        int published = board.published();

        start();

        assertThat(board.queued(id)).isEqualTo(queued);
        assertThat(board.published()).isEqualTo(published + 1);
        assertThat(board.status(id).state()).isEqualTo(state);
    }

    @Test
    void aFailedJobFailsTheExperimentAndNothingMoreIsQueued() {
        String id = start();
        succeed(id, PRETRAIN);
        succeed(id, FINETUNE);

        board.event(
                TrackerHarness.event(board.job(id, ATTACK_1), EventType.FAILED).because("no such device"));
        succeed(id, ATTACK_2);

        assertThat(board.status(id).state()).isEqualTo(ExperimentState.FAILED);
        assertThat(board.status(id).message()).isEqualTo(ATTACK_1 + ": no such device");
        assertThat(board.state(id, ATTACK_1)).isEqualTo(JobState.FAILED);
        assertThat(board.state(id, ATTACK_2)).isEqualTo(JobState.SUCCEEDED);
        assertThat(board.queued(id)).doesNotContain(EVALUATE);
    }

    @Test
    void aFailedExperimentAsksForItsResultsAnewWhenItIsRequestedAgain() {
        String id = start();
        succeed(id, PRETRAIN);
        succeed(id, FINETUNE);
        say(id, ATTACK_1, EventType.FAILED);

        start();

        assertThat(board.queued(id)).containsExactly(PRETRAIN, FINETUNE, ATTACK_1, ATTACK_2, PRETRAIN);
        assertThat(board.status(id).message()).isEmpty();
        board.finish(id);
        assertThat(board.queued(id))
                .containsExactly(
                        PRETRAIN, FINETUNE, ATTACK_1, ATTACK_2, PRETRAIN, FINETUNE, ATTACK_1, EVALUATE, "report");
        assertThat(board.status(id).state()).isEqualTo(ExperimentState.SUCCEEDED);
    }

    @Test
    void anExperimentThatRunsAgainStillNamesTheJobsWhoseResultsItWillWant() {
        String id = start();
        succeed(id, PRETRAIN);
        succeed(id, FINETUNE);
        String finetune = board.job(id, FINETUNE).fingerprint();
        board.control(id, CANCEL);

        start();

        assertThat(board.state(id, FINETUNE)).isEqualTo(JobState.WAITING);
        assertThat(board.status(id).jobs())
                .filteredOn(job -> job.node().equals(FINETUNE))
                .singleElement()
                .satisfies(job -> assertThat(job.fingerprint()).isEqualTo(finetune));
    }

    @Test
    void aForgottenExperimentLeavesNothingAndMayBeRequestedAgain() {
        String id = start();
        board.finish(id);

        board.control(id, FORGET);

        assertThat(board.experiment(id)).isEmpty();
        for (String topic : List.of(Topics.STATUS, Topics.RESULTS)) {
            List<OutgoingMessage> messages = board.messages(topic);
            assertThat(messages.get(messages.size() - 1))
                    .as(topic)
                    .isEqualTo(new OutgoingMessage(topic, id, Optional.empty()));
        }
        start();
        assertThat(board.queued(id)).hasSize(7).endsWith(PRETRAIN);
    }

    @ParameterizedTest
    @EnumSource(
            value = ExperimentState.class,
            names = {"RUNNING", "PAUSED"})
    void anExperimentThatHasNotEndedIsNotForgotten(ExperimentState state) {
        String id = start();
        if (state == ExperimentState.PAUSED) {
            board.control(id, PAUSE);
        }
        int published = board.published();

        board.control(id, FORGET);

        assertThat(board.published()).isEqualTo(published);
        assertThat(board.experiment(id)).isPresent();
    }

    @Test
    void theJobsOfAForgottenExperimentAreLeftToTheOthersThatWaitForThem() {
        String one = start();
        succeed(one, PRETRAIN);
        succeed(one, FINETUNE);
        String two = board.request(Requests.chain("two"));
        succeed(two, PRETRAIN);
        succeed(two, FINETUNE);
        say(one, ATTACK_1, EventType.FAILED);
        Job shared = board.job(one, ATTACK_2);

        board.control(one, FORGET);
        board.event(TrackerHarness.success(shared));

        assertThat(board.experiment(one)).isEmpty();
        assertThat(board.state(two, ATTACK_2)).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void aRefusedRequestIsForgottenAsWell() {
        board.control("refused-0123456789", FORGET);

        assertThat(board.messages(Topics.STATUS))
                .containsExactly(new OutgoingMessage(Topics.STATUS, "refused-0123456789", Optional.empty()));
    }

    @Test
    void aLateFailureOfAnEarlierRunDoesNotFailTheNewOne() {
        String id = start();
        say(id, PRETRAIN, EventType.FAILED);
        JobEvent duplicate = TrackerHarness.event(board.job(id, PRETRAIN), EventType.FAILED);
        Tracker tracker = new Tracker(board, name -> Requests.DATASET, () -> TrackerHarness.NOW);
        Decision restarted = tracker.request(Requests.chain("chain"));
        SharedJob job = restarted.jobs().get(duplicate.fingerprint()).orElseThrow();

        assertThat(job.announced()).isFalse();
        Decision late =
                new Tracker(after(restarted), name -> Requests.DATASET, () -> TrackerHarness.NOW).event(duplicate);

        assertThat(late.experiments()).isEmpty();
        assertThat(late.messages()).isEmpty();
    }

    private static TrackerState after(Decision decision) {
        return new TrackerState() {
            @Override
            public Optional<Experiment> experiment(String id) {
                return decision.experiments().stream()
                        .filter(experiment -> experiment.id().equals(id))
                        .findFirst();
            }

            @Override
            public Optional<SharedJob> job(String fingerprint) {
                return decision.jobs().getOrDefault(fingerprint, Optional.empty());
            }
        };
    }

    @Test
    void aCancelledExperimentQueuesNothingMore() {
        String id = start();
        Job pretrain = board.job(id, PRETRAIN);

        board.control(id, CANCEL);
        board.event(TrackerHarness.success(pretrain));

        assertThat(board.status(id).state()).isEqualTo(ExperimentState.CANCELLED);
        assertThat(board.state(id, PRETRAIN)).isEqualTo(JobState.CANCELLED);
        assertThat(board.queued(id)).containsExactly(PRETRAIN);
    }

    @Test
    void aCancelledExperimentRunsAgainWhenItIsRequestedAgain() {
        String id = start();
        board.control(id, CANCEL);

        start();

        assertThat(board.status(id).state()).isEqualTo(ExperimentState.RUNNING);
        assertThat(board.queued(id)).containsExactly(PRETRAIN, PRETRAIN);
        assertThat(board.messages(Topics.CONTROL)).hasSize(2);
    }

    @Test
    void aPausedExperimentQueuesNothingUntilItIsResumed() {
        String id = start();
        board.control(id, PAUSE);
        succeed(id, PRETRAIN);
        assertThat(board.status(id).state()).isEqualTo(ExperimentState.PAUSED);
        assertThat(board.state(id, PRETRAIN)).isEqualTo(JobState.SUCCEEDED);
        assertThat(board.queued(id)).containsExactly(PRETRAIN);

        board.control(id, RESUME);

        assertThat(board.queued(id)).containsExactly(PRETRAIN, FINETUNE);
        assertThat(board.status(id).state()).isEqualTo(ExperimentState.RUNNING);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FORGET")
    void aCommandAfterTheEndChangesNothing(ControlCommand.Action action) {
        String id = start();
        board.finish(id);
        int published = board.published();

        board.control(id, action);

        assertThat(board.published()).isEqualTo(published);
    }

    @Test
    void aCommandForAnUnknownExperimentChangesNothing() {
        board.control("unknown-0123456789", CANCEL);

        assertThat(board.published()).isZero();
    }

    @Test
    void aJobThatTwoExperimentsNeedIsQueuedOnceAndAdvancesBoth() {
        String one = board.request(Requests.chain("one"));
        say(one, PRETRAIN, EventType.STARTED);

        String two = board.request(Requests.chain("two"));

        assertThat(board.queued(two)).isEmpty();
        assertThat(board.state(two, PRETRAIN)).isEqualTo(JobState.RUNNING);
        succeed(one, PRETRAIN);
        assertThat(board.state(two, PRETRAIN)).isEqualTo(JobState.SUCCEEDED);
        assertThat(board.work().map(Job::node)).containsExactly(PRETRAIN, FINETUNE);
    }

    @Test
    void aSharedJobThatFailsFailsBoth() {
        String one = board.request(Requests.chain("one"));
        String two = board.request(Requests.chain("two"));

        say(one, PRETRAIN, EventType.FAILED);

        assertThat(board.status(one).state()).isEqualTo(ExperimentState.FAILED);
        assertThat(board.status(two).state()).isEqualTo(ExperimentState.FAILED);
    }

    @Test
    void aJobCancelledUnderAnotherExperimentIsQueuedAgain() {
        String one = board.request(Requests.chain("one"));
        String two = board.request(Requests.chain("two"));
        JobEvent cancelled = TrackerHarness.event(board.job(one, PRETRAIN), EventType.CANCELLED);

        board.control(one, CANCEL);
        board.event(cancelled);

        assertThat(board.queued(two)).containsExactly(PRETRAIN);
        board.finish(two);
        assertThat(board.status(two).state()).isEqualTo(ExperimentState.SUCCEEDED);
        assertThat(board.status(one).state()).isEqualTo(ExperimentState.CANCELLED);
    }

    @Test
    void aJobCancelledBeforeTheCommandIsReadIsQueuedForTheOther() {
        String one = board.request(Requests.chain("one"));
        String two = board.request(Requests.chain("two"));

        say(one, PRETRAIN, EventType.CANCELLED);
        board.control(one, CANCEL);

        assertThat(board.queued(one)).containsExactly(PRETRAIN);
        assertThat(board.queued(two)).containsExactly(PRETRAIN);
        board.finish(two);
        assertThat(board.status(two).state()).isEqualTo(ExperimentState.SUCCEEDED);
    }

    @Test
    void aJobCancelledUnderAPausedExperimentIsQueuedWhenItResumes() {
        String one = board.request(Requests.chain("one"));
        String two = board.request(Requests.chain("two"));
        board.control(two, PAUSE);
        board.control(one, CANCEL);
        say(one, PRETRAIN, EventType.CANCELLED);
        assertThat(board.queued(two)).isEmpty();

        board.control(two, RESUME);

        assertThat(board.queued(two)).containsExactly(PRETRAIN);
    }

    @Test
    void cancellingOneOfTwoLeavesTheJobToTheOther() {
        String one = board.request(Requests.chain("one"));
        String two = board.request(Requests.chain("two"));

        board.control(two, CANCEL);
        succeed(one, PRETRAIN);

        assertThat(board.status(two).state()).isEqualTo(ExperimentState.CANCELLED);
        assertThat(board.queued(one)).containsExactly(PRETRAIN, FINETUNE);
    }

    @Test
    void twoNodesWithTheSameFingerprintAreOneJob() {
        String id = board.request(Requests.yaml("""
                name: twins
                finetune: [{from: none}]
                evaluate: {checks: 0}
                """));
        // Best and last epoch are the same: the two attacks on them are the same job.
        board.event(TrackerHarness.success(board.job(id, "finetune/none/full-adversarial"), part -> "cd".repeat(32)));

        assertThat(board.queued(id))
                .endsWith("attack/none/full-adversarial/pgd-20/0-1000")
                .hasSize(2);
        succeed(id, "attack/none/full-adversarial/pgd-20/0-1000");
        assertThat(board.state(id, "attack/none/full-adversarial@last/pgd-20/0-1000"))
                .isEqualTo(JobState.SUCCEEDED);
        succeed(id, "evaluate/none/full-adversarial");
        succeed(id, "report");
        assertThat(board.queued(id)).hasSize(4);
        assertThat(board.status(id).state()).isEqualTo(ExperimentState.SUCCEEDED);
    }

    @Test
    void aTwinThatIsReadyLaterTakesTheResultThatIsThere() {
        String id = board.request(Requests.yaml("""
                name: twins
                pretrain: [{id: one, task: rotation}, {id: two, task: rotation}]
                finetune: [{from: one}, {from: two}]
                evaluate: {last: false, checks: 0}
                """));

        board.finish(id);

        assertThat(board.queued(id)).hasSize(5);
        assertThat(board.status(id).state()).isEqualTo(ExperimentState.SUCCEEDED);
    }

    @Test
    void duplicatedEventsChangeNothing() {
        String id = start();
        for (String node : List.of(PRETRAIN, FINETUNE, ATTACK_1, ATTACK_2, EVALUATE, "report")) {
            JobEvent started = TrackerHarness.event(board.job(id, node), EventType.STARTED);
            JobEvent success = TrackerHarness.success(board.job(id, node));
            board.event(started);
            int running = board.published();
            board.event(started);
            assertThat(board.published()).isEqualTo(running);
            board.event(success);
            int succeeded = board.published();
            board.event(success);
            board.event(started);
            board.event(TrackerHarness.event(board.job(id, node), EventType.FAILED));
            board.event(TrackerHarness.event(board.job(id, node), EventType.CANCELLED));
            assertThat(board.published()).isEqualTo(succeeded);
        }
        assertThat(board.status(id).state()).isEqualTo(ExperimentState.SUCCEEDED);
        assertThat(board.queued(id)).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void reorderedAndDuplicatedEventsLeadToTheSameEnd(long seed) {
        String id = board.request(Requests.quickstart());
        Random random = new Random(seed);
        List<JobEvent> all = new ArrayList<>();
        int seen = 0;
        while (board.status(id).state() == ExperimentState.RUNNING) {
            List<Job> work = board.work().toList();
            work.subList(seen, work.size()).forEach(job -> {
                all.add(TrackerHarness.event(job, EventType.STARTED));
                all.add(TrackerHarness.success(job));
            });
            seen = work.size();
            List<JobEvent> shuffled = new ArrayList<>(all);
            Collections.shuffle(shuffled, random);
            shuffled.forEach(board::event);
        }

        assertThat(board.status(id).state()).isEqualTo(ExperimentState.SUCCEEDED);
        assertThat(board.status(id).jobs()).allMatch(job -> job.state() == JobState.SUCCEEDED);
        assertThat(board.queued(id)).hasSize(26).doesNotHaveDuplicates();
    }

    @Test
    void aResultWithoutAPartThatIsNeededFailsTheExperiment() {
        String id = start();
        Job pretrain = board.job(id, PRETRAIN);

        board.event(TrackerHarness.success(
                pretrain, List.of(new Artifact(pretrain.fingerprint(), "other.bin", pretrain.fingerprint(), 1))));

        assertThat(board.status(id).state()).isEqualTo(ExperimentState.FAILED);
        assertThat(board.status(id).message()).isEqualTo(PRETRAIN + ": its result has no model.safetensors");
    }

    @Test
    void aSuccessWithoutAResultIsNotReadable() {
        String id = start();

        assertThatExceptionOfType(UnreadableMessageException.class)
                .isThrownBy(() -> say(id, PRETRAIN, EventType.SUCCEEDED));

        assertThat(board.state(id, PRETRAIN)).isEqualTo(JobState.QUEUED);
    }

    @Test
    void anEventOfAnUnknownJobChangesNothing() {
        String id = start();
        Job elsewhere = Job.of(
                "other",
                "node",
                board.job(id, PRETRAIN).spec(),
                Map.of("extra", new Artifact("ef".repeat(32), "part", "ef".repeat(32), 1)));
        int published = board.published();

        board.event(TrackerHarness.success(elsewhere));

        assertThat(board.published()).isEqualTo(published);
    }
}
