package io.redoubt.experiment.track;

import static io.redoubt.experiment.track.TrackerHarness.ATTACK_1;
import static io.redoubt.experiment.track.TrackerHarness.ATTACK_2;
import static io.redoubt.experiment.track.TrackerHarness.EVALUATE;
import static io.redoubt.experiment.track.TrackerHarness.FINETUNE;
import static io.redoubt.experiment.track.TrackerHarness.PRETRAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.redoubt.api.Topics;
import io.redoubt.api.UnreadableMessageException;
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

    private final TrackerHarness harness = new TrackerHarness();

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
    void jobIsQueuedWhenAllItsInputsExist() {
        String id = harness.start();
        harness.succeed(id, PRETRAIN);
        harness.succeed(id, FINETUNE);
        harness.succeed(id, ATTACK_1);
        assertThat(harness.queued(id)).containsExactly(PRETRAIN, FINETUNE, ATTACK_1, ATTACK_2);

        harness.succeed(id, ATTACK_2);

        assertThat(harness.queued(id)).endsWith(EVALUATE);
        Job evaluate = harness.job(id, EVALUATE);
        assertThat(evaluate.input("model").fingerprint())
                .isEqualTo(harness.job(id, FINETUNE).fingerprint());
        assertThat(evaluate.input("examples/pgd-20/500-1000").fingerprint())
                .isEqualTo(harness.job(id, ATTACK_2).fingerprint());
    }

    @Test
    void lastJobCompletesTheExperiment() {
        String id = harness.start();

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
            harness.succeed(id, node);
        }
        assertThat(harness.status(id).state()).isEqualTo(ExperimentState.RUNNING);

        harness.succeed(id, "pretrain/spare");

        assertThat(harness.status(id).state()).isEqualTo(ExperimentState.SUCCEEDED);
    }

    @Test
    void startedEventSetsTheJobRunning() {
        String id = harness.start();

        harness.publish(id, PRETRAIN, EventType.STARTED);

        assertThat(harness.state(id, PRETRAIN)).isEqualTo(JobState.RUNNING);
    }

    @ParameterizedTest
    @EnumSource(names = {"PROGRESS", "EPOCH", "CHECKPOINTED"})
    void progressEventsPublishNothing(EventType type) {
        String id = harness.start();
        int before = harness.publishedCount();

        harness.publish(id, PRETRAIN, type);

        assertThat(harness.publishedCount()).isEqualTo(before);
    }

    @Test
    void failedJobFailsTheExperimentAndQueuesNoMoreJobs() {
        String id = harness.start();
        harness.succeed(id, PRETRAIN);
        harness.succeed(id, FINETUNE);

        harness.event(TrackerHarness.event(harness.job(id, ATTACK_1), EventType.FAILED)
                .withMessage("no such device"));
        harness.succeed(id, ATTACK_2);

        assertThat(harness.status(id).state()).isEqualTo(ExperimentState.FAILED);
        assertThat(harness.status(id).message()).isEqualTo(ATTACK_1 + ": no such device");
        assertThat(harness.state(id, ATTACK_1)).isEqualTo(JobState.FAILED);
        assertThat(harness.state(id, ATTACK_2)).isEqualTo(JobState.SUCCEEDED);
        assertThat(harness.queued(id)).doesNotContain(EVALUATE);
    }

    @Test
    void lateFailureOfAPreviousRunIsIgnored() {
        String id = harness.start();
        harness.publish(id, PRETRAIN, EventType.FAILED);
        JobEvent duplicate = TrackerHarness.event(harness.job(id, PRETRAIN), EventType.FAILED);
        Tracker tracker = new Tracker(harness, name -> Requests.DATASET, () -> TrackerHarness.NOW);
        Decision restarted = tracker.request(Requests.chain("chain"), "");
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
    void duplicateEventsHaveNoEffect() {
        String id = harness.start();
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
        String id = harness.start();
        Job pretrain = harness.job(id, PRETRAIN);

        harness.event(TrackerHarness.success(
                pretrain, List.of(new Artifact(pretrain.fingerprint(), "other.bin", pretrain.fingerprint(), 1))));

        assertThat(harness.status(id).state()).isEqualTo(ExperimentState.FAILED);
        assertThat(harness.status(id).message()).isEqualTo(PRETRAIN + ": its result has no model.safetensors");
    }

    @Test
    void successWithoutAResultIsUnreadable() {
        String id = harness.start();

        assertThatExceptionOfType(UnreadableMessageException.class)
                .isThrownBy(() -> harness.publish(id, PRETRAIN, EventType.SUCCEEDED));

        assertThat(harness.state(id, PRETRAIN)).isEqualTo(JobState.QUEUED);
    }

    @Test
    void eventOfAnUnknownJobHasNoEffect() {
        String id = harness.start();
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
