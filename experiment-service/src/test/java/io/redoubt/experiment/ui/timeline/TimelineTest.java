package io.redoubt.experiment.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.event.ExperimentStatus.JobStatus;
import io.redoubt.api.event.JobState;
import io.redoubt.api.job.Stage;
import io.redoubt.experiment.overview.JobOverview;
import io.redoubt.experiment.view.AttemptSummary;
import io.redoubt.experiment.view.AttemptSummary.Outcome;
import io.redoubt.experiment.view.JobHistory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_000);

    private static Instant second(int second) {
        return NOW.plusSeconds(second);
    }

    private static AttemptSummary attempt(Outcome outcome, int start, int last, Optional<Instant> checkpoint) {
        return new AttemptSummary(
                "worker-a",
                1,
                outcome,
                second(start),
                second(last),
                checkpoint.isPresent() ? 3 : 0,
                checkpoint,
                Optional.empty(),
                outcome == Outcome.FAILED ? "out of memory" : "",
                Optional.empty());
    }

    private static JobOverview job(String experiment, AttemptSummary... attempts) {
        JobHistory history = new JobHistory(Optional.empty(), List.of(attempts), List.of(), Optional.empty(), Map.of());
        JobStatus status = new JobStatus("finetune/a", Stage.FINETUNE, JobState.RUNNING, "", "", experiment, "");
        return new JobOverview(status, List.of(), List.of(), history);
    }

    @Test
    void barsOfAllJobsHaveTheSameAxisWhichEndsNowWhileOneRuns() {
        JobOverview first = job("", attempt(Outcome.LOST, -100, -60, Optional.of(second(-80))));
        JobOverview second = job("", attempt(Outcome.RUNNING, -50, -10, Optional.empty()));

        Timeline timeline = Timeline.of(List.of(first, second), NOW).orElseThrow();

        assertThat(timeline).isEqualTo(new Timeline(second(-100), NOW));
        assertThat(timeline.bars(first)).singleElement().satisfies(bar -> {
            assertThat(bar.left()).isEqualTo("0.00%");
            assertThat(bar.width()).isEqualTo("40.00%");
            assertThat(bar.silent()).isEqualTo("0.00%");
            assertThat(bar.checkpoint()).contains("20.00%");
            assertThat(bar.title()).isEqualTo("worker-a: lost, checkpoint of epoch 3");
        });
        assertThat(timeline.bars(second)).singleElement().satisfies(bar -> {
            assertThat(bar.left()).isEqualTo("50.00%");
            assertThat(bar.seen()).isEqualTo("90.00%");
            assertThat(bar.silent()).isEqualTo("10.00%");
        });
    }

    @Test
    void shortAttemptsAreVisibleAtBothEnds() {
        JobOverview job = job(
                "",
                attempt(Outcome.FAILED, -100, -100, Optional.empty()),
                attempt(Outcome.SUCCEEDED, -1, -1, Optional.empty()));

        List<AttemptBar> bars = Timeline.of(List.of(job), NOW).orElseThrow().bars(job);

        assertThat(bars).extracting(AttemptBar::left).containsExactly("0.00%", "99.20%");
        assertThat(bars).extracting(AttemptBar::width).containsOnly("0.80%");
        assertThat(bars.get(0).title()).isEqualTo("worker-a: failed, out of memory");
    }

    @Test
    void attemptsInOtherExperimentsAreNotDrawn() {
        JobOverview other = job("older-1", attempt(Outcome.SUCCEEDED, -900, -800, Optional.empty()));

        assertThat(Timeline.of(List.of(other), NOW)).isEmpty();
        assertThat(new Timeline(second(-10), NOW).bars(other)).isEmpty();
    }
}
