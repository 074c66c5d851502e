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

    private final TrackerHarness harness = new TrackerHarness();

    private String start() {
        return harness.request(Requests.chain("chain"));
    }

    private void succeed(String experiment, String node) {
        harness.event(TrackerHarness.success(harness.job(experiment, node)));
    }

    private void publish(String experiment, String node, EventType type) {
        harness.event(TrackerHarness.event(harness.job(experiment, node), type));
    }

    @Test
    void acceptedRequestStartsAndQueuesItsFirstJobs() {
        String id = harness.request(Requests.quickstart());

        assertThat(harness.status(id).state()).isEqualTo(ExperimentState.RUNNING);
        assertThat(harness.status(id).name()).isEqualTo("quickstart");
        assertThat(harness.status(id).jobs()).hasSize(26);
        assertThat(harness.queued(id))
                .containsExactly(PRETRAIN, "finetune/none/full-standard", "finetune/none/full-adversarial");
        assertThat(harness.messages("redoubt.jobs.pretrain.rotation"))
                .singleElement()
                .satisfies(message -> assertThat(message.key())
                        .isEqualTo(((Job) message.value().orElseThrow()).fingerprint()));
        assertThat(harness.messages(Topics.FINETUNE)).hasSize(2);
        assertThat(harness.messages(Topics.EVENTS)).hasSize(3).allSatisfy(message -> {
            assertThat(message.key()).isEqualTo(id);
            assertThat(((JobEvent) message.value().orElseThrow()).type()).isEqualTo(EventType.QUEUED);
        });
        assertThat(harness.state(id, PRETRAIN)).isEqualTo(JobState.QUEUED);
        assertThat(harness.state(id, "report")).isEqualTo(JobState.WAITING);
    }

    @Test
    void startPublishesResumeForWorkersThatReadACancel() {
        String id = start();

        assertThat(harness.messages(Topics.CONTROL))
                .extracting(OutgoingMessage::value)
                .containsExactly(Optional.of(new ControlCommand(1, id, RESUME)));
    }

    @Test
    void jobIsQueuedWhenAllItsInputsExist() {
        String id = start();
        succeed(id, PRETRAIN);
        succeed(id, FINETUNE);
        succeed(id, ATTACK_1);
        assertThat(harness.queued(id)).containsExactly(PRETRAIN, FINETUNE, ATTACK_1, ATTACK_2);

        succeed(id, ATTACK_2);

        assertThat(harness.queued(id)).endsWith(EVALUATE);
        Job evaluate = harness.job(id, EVALUATE);
        assertThat(evaluate.input("model").fingerprint())
                .isEqualTo(harness.job(id, FINETUNE).fingerprint());
        assertThat(evaluate.input("examples/pgd-20/500-1000").fingerprint())
                .isEqualTo(harness.job(id, ATTACK_2).fingerprint());
    }

    @Test
    void lastJobCompletesTheExperiment() {
        String id = start();

        harness.finish(id);

        assertThat(harness.status(id).state()).isEqualTo(ExperimentState.SUCCEEDED);
        assertThat(harness.status(id).jobs()).allMatch(job -> job.state() == JobState.SUCCEEDED);
        assertThat(harness.queued(id)).doesNotHaveDuplicates();
    }

    @Test
    void experimentWaitsForATrunkThatTheReportDoesNotNeed() {
        String id = harness.request(Requests.yaml("""
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
        assertThat(harness.status(id).state()).isEqualTo(ExperimentState.RUNNING);

        succeed(id, "pretrain/spare");

        assertThat(harness.status(id).state()).isEqualTo(ExperimentState.SUCCEEDED);
    }

    @Test
    void startedEventSetsTheJobRunning() {
        String id = start();

        publish(id, PRETRAIN, EventType.STARTED);

        assertThat(harness.state(id, PRETRAIN)).isEqualTo(JobState.RUNNING);
    }

    @ParameterizedTest
    @EnumSource(names = {"PROGRESS", "EPOCH", "CHECKPOINTED"})
    void progressEventsPublishNothing(EventType type) {
        String id = start();
        int before = harness.publishedCount();

        publish(id, PRETRAIN, type);

        assertThat(harness.publishedCount()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(names = {"RUNNING", "PAUSED", "SUCCEEDED"})
    void resubmissionPublishesOnlyTheStatus(ExperimentState state) {
        String id = start();
        switch (state) {
            case PAUSED -> harness.control(id, PAUSE);
            case SUCCEEDED -> harness.finish(id);
            default -> {}
        }
        List<String> queued = harness.queued(id);
        int published = harness.publishedCount();

        start();

        assertThat(harness.queued(id)).isEqualTo(queued);
        assertThat(harness.publishedCount()).isEqualTo(published + 1);
        assertThat(harness.status(id).state()).isEqualTo(state);
    }

    @Test
    void failedJobFailsTheExperimentAndQueuesNoMoreJobs() {
        String id = start();
        succeed(id, PRETRAIN);
        succeed(id, FINETUNE);

        harness.event(TrackerHarness.event(harness.job(id, ATTACK_1), EventType.FAILED)
                .withMessage("no such device"));
        succeed(id, ATTACK_2);

        assertThat(harness.status(id).state()).isEqualTo(ExperimentState.FAILED);
        assertThat(harness.status(id).message()).isEqualTo(ATTACK_1 + ": no such device");
        assertThat(harness.state(id, ATTACK_1)).isEqualTo(JobState.FAILED);
        assertThat(harness.state(id, ATTACK_2)).isEqualTo(JobState.SUCCEEDED);
        assertThat(harness.queued(id)).doesNotContain(EVALUATE);
    }

    @Test
    void resubmissionOfAFailedExperimentQueuesItsJobsAgain() {
        String id = start();
        succeed(id, PRETRAIN);
        succeed(id, FINETUNE);
        publish(id, ATTACK_1, EventType.FAILED);

        start();

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
        String id = start();
        succeed(id, PRETRAIN);
        succeed(id, FINETUNE);
        String finetune = harness.job(id, FINETUNE).fingerprint();
        harness.control(id, CANCEL);

        start();

        assertThat(harness.state(id, FINETUNE)).isEqualTo(JobState.WAITING);
        assertThat(harness.status(id).jobs())
                .filteredOn(job -> job.node().equals(FINETUNE))
                .singleElement()
                .satisfies(job -> assertThat(job.fingerprint()).isEqualTo(finetune));
    }

    @Test
    void forgottenExperimentIsDeletedAndCanBeSubmittedAgain() {
        String id = start();
        harness.finish(id);

        harness.control(id, FORGET);

        assertThat(harness.experiment(id)).isEmpty();
        for (String topic : List.of(Topics.STATUS, Topics.RESULTS)) {
            List<OutgoingMessage> messages = harness.messages(topic);
            assertThat(messages.get(messages.size() - 1))
                    .as(topic)
                    .isEqualTo(new OutgoingMessage(topic, id, Optional.empty()));
        }
        start();
        assertThat(harness.queued(id)).hasSize(7).endsWith(PRETRAIN);
    }

    @ParameterizedTest
    @EnumSource(
            value = ExperimentState.class,
            names = {"RUNNING", "PAUSED"})
    void activeExperimentIsNotForgotten(ExperimentState state) {
        String id = start();
        if (state == ExperimentState.PAUSED) {
            harness.control(id, PAUSE);
        }
        int published = harness.publishedCount();

        harness.control(id, FORGET);

        assertThat(harness.publishedCount()).isEqualTo(published);
        assertThat(harness.experiment(id)).isPresent();
    }

    @Test
    void jobsOfAForgottenExperimentContinueForOthers() {
        String one = start();
        succeed(one, PRETRAIN);
        succeed(one, FINETUNE);
        String two = harness.request(Requests.chain("two"));
        succeed(two, PRETRAIN);
        succeed(two, FINETUNE);
        publish(one, ATTACK_1, EventType.FAILED);
        Job shared = harness.job(one, ATTACK_2);

        harness.control(one, FORGET);
        harness.event(TrackerHarness.success(shared));

        assertThat(harness.experiment(one)).isEmpty();
        assertThat(harness.state(two, ATTACK_2)).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void rejectedRequestIsForgotten() {
        harness.control("refused-0123456789", FORGET);

        assertThat(harness.messages(Topics.STATUS))
                .containsExactly(new OutgoingMessage(Topics.STATUS, "refused-0123456789", Optional.empty()));
    }

    @Test
    void lateFailureOfAPreviousRunIsIgnored() {
        String id = start();
        publish(id, PRETRAIN, EventType.FAILED);
        JobEvent duplicate = TrackerHarness.event(harness.job(id, PRETRAIN), EventType.FAILED);
        Tracker tracker = new Tracker(harness, name -> Requests.DATASET, () -> TrackerHarness.NOW);
        Decision restarted = tracker.request(Requests.chain("chain"));
        InFlightJob job = restarted.jobs().get(duplicate.fingerprint()).orElseThrow();

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
            public Optional<InFlightJob> job(String fingerprint) {
                return decision.jobs().getOrDefault(fingerprint, Optional.empty());
            }
        };
    }

    @Test
    void cancelledExperimentQueuesNoMoreJobs() {
        String id = start();
        Job pretrain = harness.job(id, PRETRAIN);

        harness.control(id, CANCEL);
        harness.event(TrackerHarness.success(pretrain));

        assertThat(harness.status(id).state()).isEqualTo(ExperimentState.CANCELLED);
        assertThat(harness.state(id, PRETRAIN)).isEqualTo(JobState.CANCELLED);
        assertThat(harness.queued(id)).containsExactly(PRETRAIN);
    }

    @Test
    void resubmissionRestartsACancelledExperiment() {
        String id = start();
        harness.control(id, CANCEL);

        start();

        assertThat(harness.status(id).state()).isEqualTo(ExperimentState.RUNNING);
        assertThat(harness.queued(id)).containsExactly(PRETRAIN, PRETRAIN);
        assertThat(harness.messages(Topics.CONTROL)).hasSize(2);
    }

    @Test
    void pausedExperimentQueuesNoJobsUntilResumed() {
        String id = start();
        harness.control(id, PAUSE);
        succeed(id, PRETRAIN);
        assertThat(harness.status(id).state()).isEqualTo(ExperimentState.PAUSED);
        assertThat(harness.state(id, PRETRAIN)).isEqualTo(JobState.SUCCEEDED);
        assertThat(harness.queued(id)).containsExactly(PRETRAIN);

        harness.control(id, RESUME);

        assertThat(harness.queued(id)).containsExactly(PRETRAIN, FINETUNE);
        assertThat(harness.status(id).state()).isEqualTo(ExperimentState.RUNNING);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FORGET")
    void commandForAnEndedExperimentHasNoEffect(ControlCommand.Action action) {
        String id = start();
        harness.finish(id);
        int published = harness.publishedCount();

        harness.control(id, action);

        assertThat(harness.publishedCount()).isEqualTo(published);
    }

    @Test
    void commandForAnUnknownExperimentHasNoEffect() {
        harness.control("unknown-0123456789", CANCEL);

        assertThat(harness.publishedCount()).isZero();
    }

    @Test
    void sharedJobIsQueuedOnceAndAdvancesBothExperiments() {
        String one = harness.request(Requests.chain("one"));
        publish(one, PRETRAIN, EventType.STARTED);

        String two = harness.request(Requests.chain("two"));

        assertThat(harness.queued(two)).isEmpty();
        assertThat(harness.state(two, PRETRAIN)).isEqualTo(JobState.RUNNING);
        succeed(one, PRETRAIN);
        assertThat(harness.state(two, PRETRAIN)).isEqualTo(JobState.SUCCEEDED);
        assertThat(harness.jobs().map(Job::node)).containsExactly(PRETRAIN, FINETUNE);
    }

    @Test
    void failedSharedJobFailsBothExperiments() {
        String one = harness.request(Requests.chain("one"));
        String two = harness.request(Requests.chain("two"));

        publish(one, PRETRAIN, EventType.FAILED);

        assertThat(harness.status(one).state()).isEqualTo(ExperimentState.FAILED);
        assertThat(harness.status(two).state()).isEqualTo(ExperimentState.FAILED);
    }

    @Test
    void jobCancelledForOneExperimentIsQueuedForTheOther() {
        String one = harness.request(Requests.chain("one"));
        String two = harness.request(Requests.chain("two"));
        JobEvent cancelled = TrackerHarness.event(harness.job(one, PRETRAIN), EventType.CANCELLED);

        harness.control(one, CANCEL);
        harness.event(cancelled);

        assertThat(harness.queued(two)).containsExactly(PRETRAIN);
        harness.finish(two);
        assertThat(harness.status(two).state()).isEqualTo(ExperimentState.SUCCEEDED);
        assertThat(harness.status(one).state()).isEqualTo(ExperimentState.CANCELLED);
    }

    @Test
    void jobCancelledBeforeTheCommandIsReadIsQueuedForTheOther() {
        String one = harness.request(Requests.chain("one"));
        String two = harness.request(Requests.chain("two"));

        publish(one, PRETRAIN, EventType.CANCELLED);
        harness.control(one, CANCEL);

        assertThat(harness.queued(one)).containsExactly(PRETRAIN);
        assertThat(harness.queued(two)).containsExactly(PRETRAIN);
        harness.finish(two);
        assertThat(harness.status(two).state()).isEqualTo(ExperimentState.SUCCEEDED);
    }

    @Test
    void cancelledJobOfAPausedExperimentIsQueuedOnResume() {
        String one = harness.request(Requests.chain("one"));
        String two = harness.request(Requests.chain("two"));
        harness.control(two, PAUSE);
        harness.control(one, CANCEL);
        publish(one, PRETRAIN, EventType.CANCELLED);
        assertThat(harness.queued(two)).isEmpty();

        harness.control(two, RESUME);

        assertThat(harness.queued(two)).containsExactly(PRETRAIN);
    }

    @Test
    void cancellingOneOfTwoExperimentsKeepsTheSharedJob() {
        String one = harness.request(Requests.chain("one"));
        String two = harness.request(Requests.chain("two"));

        harness.control(two, CANCEL);
        succeed(one, PRETRAIN);

        assertThat(harness.status(two).state()).isEqualTo(ExperimentState.CANCELLED);
        assertThat(harness.queued(one)).containsExactly(PRETRAIN, FINETUNE);
    }

    @Test
    void nodesWithEqualFingerprintsShareOneJob() {
        String id = harness.request(Requests.yaml("""
                name: twins
                finetune: [{from: none}]
                evaluate: {checks: 0}
                """));
        // The best and the last epoch have equal digests, so the attacks on them are the same job.
        harness.event(
                TrackerHarness.success(harness.job(id, "finetune/none/full-adversarial"), part -> "cd".repeat(32)));

        assertThat(harness.queued(id))
                .endsWith("attack/none/full-adversarial/pgd-20/0-1000")
                .hasSize(2);
        succeed(id, "attack/none/full-adversarial/pgd-20/0-1000");
        assertThat(harness.state(id, "attack/none/full-adversarial@last/pgd-20/0-1000"))
                .isEqualTo(JobState.SUCCEEDED);
        succeed(id, "evaluate/none/full-adversarial");
        succeed(id, "report");
        assertThat(harness.queued(id)).hasSize(4);
        assertThat(harness.status(id).state()).isEqualTo(ExperimentState.SUCCEEDED);
    }

    @Test
    void laterNodeWithAnEqualFingerprintReusesTheResult() {
        String id = harness.request(Requests.yaml("""
                name: twins
                pretrain: [{id: one, task: rotation}, {id: two, task: rotation}]
                finetune: [{from: one}, {from: two}]
                evaluate: {last: false, checks: 0}
                """));

        harness.finish(id);

        assertThat(harness.queued(id)).hasSize(5);
        assertThat(harness.status(id).state()).isEqualTo(ExperimentState.SUCCEEDED);
    }

    @Test
    void duplicateEventsHaveNoEffect() {
        String id = start();
        for (String node : List.of(PRETRAIN, FINETUNE, ATTACK_1, ATTACK_2, EVALUATE, "report")) {
            JobEvent started = TrackerHarness.event(harness.job(id, node), EventType.STARTED);
            JobEvent success = TrackerHarness.success(harness.job(id, node));
            harness.event(started);
            int running = harness.publishedCount();
            harness.event(started);
            assertThat(harness.publishedCount()).isEqualTo(running);
            harness.event(success);
            int succeeded = harness.publishedCount();
            harness.event(success);
            harness.event(started);
            harness.event(TrackerHarness.event(harness.job(id, node), EventType.FAILED));
            harness.event(TrackerHarness.event(harness.job(id, node), EventType.CANCELLED));
            assertThat(harness.publishedCount()).isEqualTo(succeeded);
        }
        assertThat(harness.status(id).state()).isEqualTo(ExperimentState.SUCCEEDED);
        assertThat(harness.queued(id)).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void reorderedAndDuplicateEventsLeadToTheSameState(long seed) {
        String id = harness.request(Requests.quickstart());
        Random random = new Random(seed);
        List<JobEvent> all = new ArrayList<>();
        int seen = 0;
        while (harness.status(id).state() == ExperimentState.RUNNING) {
            List<Job> jobs = harness.jobs().toList();
            jobs.subList(seen, jobs.size()).forEach(job -> {
                all.add(TrackerHarness.event(job, EventType.STARTED));
                all.add(TrackerHarness.success(job));
            });
            seen = jobs.size();
            List<JobEvent> shuffled = new ArrayList<>(all);
            Collections.shuffle(shuffled, random);
            shuffled.forEach(harness::event);
        }

        assertThat(harness.status(id).state()).isEqualTo(ExperimentState.SUCCEEDED);
        assertThat(harness.status(id).jobs()).allMatch(job -> job.state() == JobState.SUCCEEDED);
        assertThat(harness.queued(id)).hasSize(26).doesNotHaveDuplicates();
    }

    @Test
    void resultWithoutARequiredPartFailsTheExperiment() {
        String id = start();
        Job pretrain = harness.job(id, PRETRAIN);

        harness.event(TrackerHarness.success(
                pretrain, List.of(new Artifact(pretrain.fingerprint(), "other.bin", pretrain.fingerprint(), 1))));

        assertThat(harness.status(id).state()).isEqualTo(ExperimentState.FAILED);
        assertThat(harness.status(id).message()).isEqualTo(PRETRAIN + ": its result has no model.safetensors");
    }

    @Test
    void successWithoutAResultIsUnreadable() {
        String id = start();

        assertThatExceptionOfType(UnreadableMessageException.class)
                .isThrownBy(() -> publish(id, PRETRAIN, EventType.SUCCEEDED));

        assertThat(harness.state(id, PRETRAIN)).isEqualTo(JobState.QUEUED);
    }

    @Test
    void eventOfAnUnknownJobHasNoEffect() {
        String id = start();
        Job unknown = Job.of(
                "other",
                "node",
                harness.job(id, PRETRAIN).spec(),
                Map.of("extra", new Artifact("ef".repeat(32), "part", "ef".repeat(32), 1)));
        int published = harness.publishedCount();

        harness.event(TrackerHarness.success(unknown));

        assertThat(harness.publishedCount()).isEqualTo(published);
    }
}
