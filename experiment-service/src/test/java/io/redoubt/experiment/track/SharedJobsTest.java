package io.redoubt.experiment.track;

import static io.redoubt.api.event.ControlCommand.Action.CANCEL;
import static io.redoubt.api.event.ControlCommand.Action.FORGET;
import static io.redoubt.api.event.ControlCommand.Action.PAUSE;
import static io.redoubt.api.event.ControlCommand.Action.RESUME;
import static io.redoubt.experiment.track.TrackerHarness.ATTACK_2;
import static io.redoubt.experiment.track.TrackerHarness.FINETUNE;
import static io.redoubt.experiment.track.TrackerHarness.PRETRAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.event.EventType;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.event.JobState;
import io.redoubt.api.job.Job;
import io.redoubt.experiment.Requests;
import org.junit.jupiter.api.Test;

/** Jobs that several experiments, or several nodes of one, share. */
class SharedJobsTest {

    private final TrackerHarness harness = new TrackerHarness();

    @Test
    void jobsOfAForgottenExperimentContinueForOthers() {
        String one = harness.start();
        harness.succeed(one, PRETRAIN);
        harness.succeed(one, FINETUNE);
        String two = harness.request(Requests.chain("two"));
        harness.succeed(two, PRETRAIN);
        harness.succeed(two, FINETUNE);
        Job shared = harness.job(one, ATTACK_2);
        harness.control(one, CANCEL);

        harness.control(one, FORGET);
        harness.event(TrackerHarness.success(shared));

        assertThat(harness.experiment(one)).isEmpty();
        assertThat(harness.state(two, ATTACK_2)).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void sharedJobIsQueuedOnceAndAdvancesBothExperiments() {
        String one = harness.request(Requests.chain("one"));
        harness.publish(one, PRETRAIN, EventType.STARTED);

        String two = harness.request(Requests.chain("two"));

        assertThat(harness.queued(two)).isEmpty();
        assertThat(harness.state(two, PRETRAIN)).isEqualTo(JobState.RUNNING);
        harness.succeed(one, PRETRAIN);
        assertThat(harness.state(two, PRETRAIN)).isEqualTo(JobState.SUCCEEDED);
        assertThat(harness.jobs().map(Job::node)).containsExactly(PRETRAIN, FINETUNE);
    }

    @Test
    void statusNamesTheExperimentUnderWhichASharedJobRunsOrRan() {
        String one = harness.request(Requests.chain("one"));
        String two = harness.request(Requests.chain("two"));
        assertThat(pretrain(two)).isEqualTo(new Shared(JobState.QUEUED, one, "redoubt.jobs.pretrain.rotation"));

        harness.publish(one, PRETRAIN, EventType.STARTED);
        assertThat(pretrain(two)).isEqualTo(new Shared(JobState.RUNNING, one, "redoubt.jobs.pretrain.rotation"));

        harness.succeed(one, PRETRAIN);
        assertThat(pretrain(two)).isEqualTo(new Shared(JobState.SUCCEEDED, one, ""));
        assertThat(pretrain(one)).isEqualTo(new Shared(JobState.SUCCEEDED, "", ""));
    }

    private record Shared(JobState state, String experiment, String queue) {}

    private Shared pretrain(String id) {
        return harness.status(id).jobs().stream()
                .filter(job -> job.node().equals(PRETRAIN))
                .map(job -> new Shared(job.state(), job.experiment(), job.queue()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void failedSharedJobFailsBothExperiments() {
        String one = harness.request(Requests.chain("one"));
        String two = harness.request(Requests.chain("two"));

        harness.publish(one, PRETRAIN, EventType.FAILED);

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

        harness.publish(one, PRETRAIN, EventType.CANCELLED);
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
        harness.publish(one, PRETRAIN, EventType.CANCELLED);
        assertThat(harness.queued(two)).isEmpty();

        harness.control(two, RESUME);

        assertThat(harness.queued(two)).containsExactly(PRETRAIN);
    }

    @Test
    void cancellingOneOfTwoExperimentsKeepsTheSharedJob() {
        String one = harness.request(Requests.chain("one"));
        String two = harness.request(Requests.chain("two"));

        harness.control(two, CANCEL);
        harness.succeed(one, PRETRAIN);

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
        harness.succeed(id, "attack/none/full-adversarial/pgd-20/0-1000");
        assertThat(harness.state(id, "attack/none/full-adversarial@last/pgd-20/0-1000"))
                .isEqualTo(JobState.SUCCEEDED);
        harness.succeed(id, "evaluate/none/full-adversarial");
        harness.succeed(id, "report");
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
}
