package io.redoubt.experiment.track;

import static io.redoubt.api.event.ControlCommand.Action.PAUSE;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.event.EventType;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus.JobStatus;
import io.redoubt.api.event.JobState;
import io.redoubt.api.job.Job;
import io.redoubt.api.job.ReportSpec;
import io.redoubt.experiment.Requests;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two models, one of which diverges, and their ensemble. */
class FailedJobsTest {

    private static final String DIVERGED = "finetune/none/full-adversarial";
    private static final String GOOD = "finetune/none/full-standard";
    private static final String GOOD_ATTACK = "attack/none/full-standard/pgd-20/0-1000";
    private static final String GOOD_EVALUATION = "evaluate/none/full-standard";
    private static final String REASON = DIVERGED + ": the loss is NaN";
    private static final byte[] REQUEST = Requests.yaml("""
            name: one-bad
            finetune: [{training: adversarial}, {training: standard}]
            evaluate: {last: false, checks: 0, ensembles: [[none/full-adversarial, none/full-standard]]}
            """);

    private final TrackerHarness harness = new TrackerHarness();

    private void fail(String id, String node, String reason) {
        harness.event(
                TrackerHarness.event(harness.job(id, node), EventType.FAILED).withMessage(reason));
    }

    private JobStatus job(String id, String node) {
        return harness.status(id).jobs().stream()
                .filter(job -> job.node().equals(node))
                .findFirst()
                .orElseThrow();
    }

    private String divergedAndOtherwiseSucceeded() {
        String id = harness.request(REQUEST);
        fail(id, DIVERGED, "the loss is NaN");
        harness.succeed(id, GOOD);
        harness.succeed(id, GOOD_ATTACK);
        harness.succeed(id, GOOD_EVALUATION);
        harness.succeed(id, "report");
        return id;
    }

    @Test
    void experimentWithAFailedJobRunsUntilTheOthersHaveEnded() {
        String id = harness.request(REQUEST);

        fail(id, DIVERGED, "the loss is NaN");

        assertThat(harness.status(id).state()).isEqualTo(ExperimentState.RUNNING);
        assertThat(harness.status(id).message()).isEqualTo(REASON);
        assertThat(job(id, DIVERGED).state()).isEqualTo(JobState.FAILED);
        assertThat(job(id, DIVERGED).message()).isEqualTo(REASON);
        assertThat(harness.status(id).jobs())
                .filteredOn(job -> job.state() == JobState.CANCELLED)
                .allMatch(job -> job.message().equals(REASON))
                .extracting(JobStatus::node)
                .containsExactly(
                        "attack/none/full-adversarial/pgd-20/0-1000",
                        "evaluate/none/full-adversarial",
                        "attack/none/full-adversarial+none/full-standard/pgd-20/0-1000",
                        "evaluate/none/full-adversarial+none/full-standard");
    }

    @Test
    void reportHasTheResultsOfTheOthersAndTheReason() {
        String id = divergedAndOtherwiseSucceeded();

        Job report = harness.job(id, "report");
        assertThat(report.inputs())
                .containsOnlyKeys(
                        "finetune/none/full-standard",
                        "history/none/full-standard",
                        "scores/none/full-standard",
                        "examples/none/full-standard/pgd-20/0-1000");
        assertThat(((ReportSpec) report.spec()).failures())
                .isEqualTo(Map.of(
                        "finetune/none/full-adversarial", REASON,
                        "history/none/full-adversarial", REASON,
                        "scores/none/full-adversarial", REASON,
                        "scores/none/full-adversarial+none/full-standard", REASON));
        assertThat(harness.status(id).state()).isEqualTo(ExperimentState.FAILED);
        assertThat(harness.status(id).partlyFailed()).isTrue();
        assertThat(harness.status(id).message()).isEqualTo(REASON);
    }

    @Test
    void experimentWithoutScoresHasNoReport() {
        String id = harness.request(REQUEST);

        fail(id, DIVERGED, "the loss is NaN");
        fail(id, GOOD, "the disk is full");

        assertThat(harness.status(id).state()).isEqualTo(ExperimentState.FAILED);
        assertThat(harness.status(id).partlyFailed()).isFalse();
        assertThat(harness.status(id).message()).isEqualTo(REASON + "; 1 more failed");
        assertThat(harness.queued(id)).containsExactly(DIVERGED, GOOD);
    }

    @Test
    void failedReportFailsTheExperiment() {
        String id = harness.request(Requests.chain("chain"));
        for (String node : List.of(
                TrackerHarness.PRETRAIN,
                TrackerHarness.FINETUNE,
                TrackerHarness.ATTACK_1,
                TrackerHarness.ATTACK_2,
                TrackerHarness.EVALUATE)) {
            harness.succeed(id, node);
        }

        fail(id, "report", "no space");

        assertThat(harness.status(id).state()).isEqualTo(ExperimentState.FAILED);
        assertThat(harness.status(id).partlyFailed()).isFalse();
    }

    @Test
    void resubmissionRetriesTheFailedJobAndReportsAllRows() {
        String id = divergedAndOtherwiseSucceeded();

        harness.request(REQUEST);
        harness.finish(id);

        assertThat(harness.status(id).state()).isEqualTo(ExperimentState.SUCCEEDED);
        assertThat(harness.status(id).message()).isEmpty();
        assertThat(((ReportSpec) harness.job(id, "report").spec()).failures()).isEmpty();
        assertThat(harness.job(id, "report").inputs()).containsKey("scores/none/full-adversarial");
    }

    @Test
    void failureWhilePausedEndsNothing() {
        String id = harness.request(REQUEST);
        harness.control(id, PAUSE);

        fail(id, DIVERGED, "the loss is NaN");

        assertThat(harness.status(id).state()).isEqualTo(ExperimentState.PAUSED);
        assertThat(harness.status(id).message()).isEqualTo(REASON);
    }

    @Test
    void longReasonIsTruncated() {
        String id = harness.request(REQUEST);

        fail(id, DIVERGED, "x".repeat(10_000));

        assertThat(job(id, DIVERGED).message()).startsWith(DIVERGED + ": xxx").hasSizeLessThan(600);
    }
}
