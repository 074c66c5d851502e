package io.redoubt.experiment.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.SchemaVersion;
import io.redoubt.api.Topics;
import io.redoubt.api.event.EventType;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.event.Progress;
import io.redoubt.api.job.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkerJobsTest {

    private static final String JOB = "a".repeat(64);
    private static final Progress PROGRESS = new Progress("train", 1, 2, 10, 20, 5.5, 3, Map.of());

    private final WorkerJobs jobs = new WorkerJobs();

    private static JobEvent event(EventType type, String worker, Optional<Progress> progress) {
        return new JobEvent(
                SchemaVersion.VERSION,
                "one-1",
                "finetune/none",
                Stage.FINETUNE,
                JOB,
                type,
                Instant.EPOCH,
                worker,
                1,
                progress,
                Optional.empty(),
                false,
                "");
    }

    private Map<String, WorkerJob> byWorker() {
        return jobs.byWorker(List.of(new TrackedJob(JOB, Topics.FINETUNE, true)));
    }

    @Test
    void jobKeepsItsProgressUntilTheNextOne() {
        jobs.accept(event(EventType.STARTED, "worker-1", Optional.empty()));
        jobs.accept(event(EventType.PROGRESS, "worker-1", Optional.of(PROGRESS)));
        jobs.accept(event(EventType.CHECKPOINTED, "worker-1", Optional.empty()));

        assertThat(byWorker()).containsOnlyKeys("worker-1");
        assertThat(byWorker().get("worker-1").progress()).contains(PROGRESS);
        assertThat(byWorker().get("worker-1").node()).isEqualTo("finetune/none");
    }

    @Test
    void jobBelongsToTheWorkerThatStartedItLast() {
        jobs.accept(event(EventType.PROGRESS, "worker-1", Optional.of(PROGRESS)));
        jobs.accept(event(EventType.STARTED, "worker-2", Optional.empty()));

        assertThat(byWorker()).containsOnlyKeys("worker-2");
        assertThat(byWorker().get("worker-2").progress()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"QUEUED", "SUCCEEDED", "FAILED", "CANCELLED"})
    void jobThatHasEndedHasNoWorker(EventType end) {
        jobs.accept(event(EventType.STARTED, "worker-1", Optional.empty()));

        jobs.accept(event(end, "worker-1", Optional.empty()));

        assertThat(byWorker()).isEmpty();
    }

    @Test
    void jobOfAnotherQueueIsNotReturned() {
        jobs.accept(event(EventType.STARTED, "worker-1", Optional.empty()));

        assertThat(jobs.byWorker(List.of(new TrackedJob("b".repeat(64), Topics.ATTACK, true))))
                .isEmpty();
    }
}
