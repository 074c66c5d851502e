package io.redoubt.pipeline.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.redoubt.api.event.CommandConflictException;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.ExperimentStatus.JobStatus;
import io.redoubt.api.event.JobState;
import io.redoubt.api.event.UnknownExperimentException;
import io.redoubt.api.job.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RemovedExperimentsTest {

    private static final Instant CUTOFF = Instant.parse("2026-06-01T00:00:00Z");
    private static final ExperimentStatus OLD = status("old-1", ExperimentState.FAILED, CUTOFF.minusSeconds(1), "a");
    private static final ExperimentStatus NEW = status("new-1", ExperimentState.SUCCEEDED, CUTOFF, "b");
    private static final ExperimentStatus RUNNING =
            status("running-1", ExperimentState.RUNNING, CUTOFF.minusSeconds(1), "b");
    private static final List<ExperimentStatus> ALL = List.of(OLD, NEW, RUNNING);

    private static ExperimentStatus status(String id, ExperimentState state, Instant updated, String job) {
        JobStatus only = new JobStatus("one", Stage.FINETUNE, JobState.SUCCEEDED, job.repeat(64), "", "", "");
        return new ExperimentStatus(1, id, id, state, "", updated, List.of(only));
    }

    private static RemovedExperiments select(Instant cutoff, String... named) {
        return RemovedExperiments.select(ALL, Set.of(named), cutoff, "left-1"::equals);
    }

    @Test
    void selectsEndedExperimentsThatAreOldOrNamed() {
        assertThat(select(CUTOFF).statuses()).containsExactly(OLD);
        assertThat(select(CUTOFF, "new-1").statuses()).containsExactly(OLD, NEW);
        assertThat(select(Instant.EPOCH, "new-1").statuses()).containsExactly(NEW);
    }

    @Test
    void refusesAnExperimentThatHasNotEnded() {
        assertThatExceptionOfType(CommandConflictException.class)
                .isThrownBy(() -> select(Instant.EPOCH, "running-1"))
                .withMessage("experiment running-1 has not ended; wait for it, or `redoubt cancel` it first");
    }

    @Test
    void refusesAnUnknownExperimentUnlessObjectsAreLeft() {
        assertThatExceptionOfType(UnknownExperimentException.class)
                .isThrownBy(() -> select(Instant.EPOCH, "typo-1"))
                .withMessage("no experiment typo-1; `redoubt list` shows them all");

        assertThat(select(Instant.EPOCH, "left-1").references().experiments()).containsExactly("left-1");
    }

    @Test
    void sharedJobsRemainReachable() {
        RemovedExperiments removed = select(Instant.EPOCH, "new-1");

        assertThat(removed.references().jobs()).containsExactly("b".repeat(64));
        assertThat(removed.remaining(() -> ALL, true).get())
                .isEqualTo(new ReachableObjects(Set.of("old-1", "running-1"), Set.of("a".repeat(64), "b".repeat(64))));
        assertThat(removed.remaining(() -> List.of(OLD), false).get().jobs()).containsExactly("a".repeat(64));
    }
}
