package io.redoubt.pipeline.job;

import static org.apache.kafka.clients.consumer.AcknowledgeType.ACCEPT;
import static org.apache.kafka.clients.consumer.AcknowledgeType.RELEASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.Json;
import io.redoubt.api.event.ControlCommand;
import io.redoubt.api.event.EventType;
import io.redoubt.api.event.Progress;
import io.redoubt.api.job.Job;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.pipeline.TestJobs;
import io.redoubt.pipeline.artifact.CheckpointPosition;
import io.redoubt.pipeline.store.StoreKeys;
import io.redoubt.testkit.BoundedWait;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.junit.jupiter.api.Test;

/** Jobs that are cancelled, paused, shut down or taken over, and what resumes them. */
class JobInterruptionIT extends OneWorker {

    @Test
    void cancelledJobStopsAndResumesWhenQueuedAgain() {
        Job job = TestJobs.counting(3);
        EndlessEpoch endless = new EndlessEpoch(2);
        CompletableFuture<AcknowledgeType> acknowledgement =
                worker.deliver(Json.canonical(job), 1, 1, new CountingWork(endless));
        endless.awaitBegin();

        worker.command(job, ControlCommand.Action.CANCEL);

        assertThat(acknowledgement.join()).isEqualTo(ACCEPT);
        assertThat(types(events(job, EventType.CANCELLED))).endsWith(EventType.CANCELLED);
        assertResumedOnlyOnCommand(job);
    }

    private void assertResumedOnlyOnCommand(Job job) {
        CountingWork late = new CountingWork();
        assertThat(worker.deliver(Json.canonical(job), 2, 1, late).join()).isEqualTo(ACCEPT);
        assertThat(late.epochs).isEmpty();

        worker.command(job, ControlCommand.Action.RESUME);
        assertThat(worker.deliver(Json.canonical(job), 3, 1, late).join()).isEqualTo(ACCEPT);
        assertThat(late.epochs).containsExactly(2, 3);
    }

    @Test
    void takenOverJobResumesFromItsCheckpointAndItsFormerWorkerIsFenced() {
        Job job = TestJobs.counting(4);
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch waking = new CountDownLatch(1);
        CountingWork former = new CountingWork((epoch, context) -> {
            if (epoch == 3) {
                hanging.countDown();
                BoundedWait.on(waking);
            }
        });
        CountingWork latter = new CountingWork();
        CompletableFuture<AcknowledgeType> formerAcknowledgement = worker.deliver(Json.canonical(job), 1, 1, former);
        BoundedWait.on(hanging);

        try (TestWorker second = new TestWorker(store, cache)) {
            assertThat(second.deliver(Json.canonical(job), 1, 2, latter).join()).isEqualTo(ACCEPT);
        }
        ResultManifest committed =
                worker.services.results.intact(job.fingerprint()).orElseThrow();
        waking.countDown();

        assertThat(formerAcknowledgement.join()).isEqualTo(RELEASE);
        assertThat(latter.epochs).containsExactly(3, 4);
        assertThat(former.published).isEmpty();
        assertThat(worker.services.results.intact(job.fingerprint())).contains(committed);
        assertThat(events(job, EventType.SUCCEEDED).stream().filter(event -> event.type() == EventType.SUCCEEDED))
                .hasSize(1);
    }

    @Test
    void pausedJobCommitsItsStateAndResumesFromIt() {
        Job job = TestJobs.counting(3);
        EndlessEpoch endless = new EndlessEpoch(2, new CheckpointPosition(1, 5));
        CompletableFuture<AcknowledgeType> acknowledgement =
                worker.deliver(Json.canonical(job), 1, 1, new CountingWork(endless));
        endless.awaitBegin();

        worker.command(job, ControlCommand.Action.PAUSE);

        assertThat(acknowledgement.join()).isEqualTo(ACCEPT);
        assertThat(types(events(job, EventType.CANCELLED)))
                .endsWith(EventType.CHECKPOINTED, EventType.CANCELLED)
                .doesNotContain(EventType.FAILED);
        assertThat(store.head(StoreKeys.checkpointManifest(job.fingerprint(), "1.5")))
                .isPresent();
        assertResumedOnlyOnCommand(job);
    }

    @Test
    void shutdownCommitsTheStateWithinTheEpoch() {
        Job job = TestJobs.counting(2);
        EndlessEpoch endless = new EndlessEpoch(1, new CheckpointPosition(0, 17));
        CompletableFuture<AcknowledgeType> acknowledgement =
                worker.deliver(Json.canonical(job), 1, 1, new CountingWork(endless));
        endless.awaitBegin();

        worker.runner.stop();

        assertThat(acknowledgement.join()).isEqualTo(RELEASE);
        CountingWork next = new CountingWork();
        try (TestWorker second = new TestWorker(store, cache)) {
            assertThat(second.deliver(Json.canonical(job), 1, 2, next).join()).isEqualTo(ACCEPT);
        }
        assertThat(next.epochs).as("epoch 1 came from the state at 0.17").containsExactly(2);
    }

    @Test
    void longEpochIsCheckpointedPeriodically() {
        Job job = TestJobs.counting(1);
        CountingWork work = new CountingWork((epoch, context) -> {
            for (int step = 1;
                    store.list(StoreKeys.checkpoints(job.fingerprint())).isEmpty();
                    step++) {
                context.progress(
                        new Progress("count", 1, 1, 0, 0, 0, 0, Map.of()),
                        new CheckpointPosition(0, step),
                        file -> Files.writeString(file, "0"));
            }
        });

        assertThat(worker.deliver(Json.canonical(job), 1, 1, work).join()).isEqualTo(ACCEPT);
    }

    @Test
    void shutdownReleasesTheJob() {
        Job job = TestJobs.counting(2);
        EndlessEpoch endless = new EndlessEpoch(1);
        CountingWork work = new CountingWork(endless);
        CompletableFuture<AcknowledgeType> acknowledgement = worker.deliver(Json.canonical(job), 1, 1, work);
        endless.awaitBegin();

        worker.runner.stop();

        assertThat(acknowledgement.join()).isEqualTo(RELEASE);
        assertThat(worker.deliver(Json.canonical(job), 1, 2, work).join()).isEqualTo(RELEASE);
    }
}
