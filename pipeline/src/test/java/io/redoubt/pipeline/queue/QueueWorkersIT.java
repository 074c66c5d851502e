package io.redoubt.pipeline.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.SchemaVersion;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.ExperimentStatus.JobStatus;
import io.redoubt.api.event.JobState;
import io.redoubt.api.job.Stage;
import io.redoubt.pipeline.Records;
import io.redoubt.pipeline.Stack;
import io.redoubt.testkit.BoundedWait;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class QueueWorkersIT {

    static ExperimentStatus status(JobState state, String... queues) {
        return new ExperimentStatus(
                SchemaVersion.VERSION,
                "small-1",
                "small",
                ExperimentState.RUNNING,
                "",
                Instant.EPOCH,
                Stream.of(queues)
                        .map(queue -> new JobStatus("pretrain/j", Stage.PRETRAIN, state, "", queue, "", ""))
                        .toList());
    }

    @Test
    void queueHasWorkersWhileOneIsInItsShareGroup() throws Exception {
        String queue = "taken";
        try (Admin admin = Stack.kafka().admin()) {
            admin.createTopics(List.of(new NewTopic(queue, 1, (short) 1))).all().get();
        }
        Stack.configureQueue(queue);
        try (QueueWorkers workers = new QueueWorkers(Stack.kafka()::admin)) {
            assertThat(workers.withoutWorkers(Set.of(queue))).containsExactly(queue);
            try (Channel worker = new Channel(queue)) {
                Records.send(queue, "a", "a".getBytes(UTF_8));
                assertThat(worker.process()).isEqualTo("a");

                assertThat(workers.withoutWorkers(Set.of(queue))).isEmpty();
            }
            BoundedWait.until(() -> workers.withoutWorkers(Set.of(queue)).contains(queue));
        }
    }

    @Test
    void queuedJobWithoutWorkerHasAMessage() {
        try (QueueWorkers workers = new QueueWorkers(Stack.kafka()::admin)) {
            ExperimentStatus explained = workers.explain(status(JobState.QUEUED, "redoubt.jobs.pretrain.jigsaw"));

            assertThat(explained.jobs().get(0).message())
                    .startsWith("no worker takes redoubt.jobs.pretrain.jigsaw")
                    .contains("; start a pretrain-service with REDOUBT_PRETRAIN_TASKS=jigsaw or all");
        }
    }

    @Test
    void workerOfAnotherQueueMayTakeTheJobLater() throws Exception {
        String queue = "busy";
        try (Admin admin = Stack.kafka().admin()) {
            admin.createTopics(List.of(new NewTopic(queue, 1, (short) 1))).all().get();
        }
        Stack.configureQueue(queue);
        try (Channel worker = new Channel(queue);
                QueueWorkers workers = new QueueWorkers(Stack.kafka()::admin)) {
            Records.send(queue, "a", "a".getBytes(UTF_8));
            assertThat(worker.process()).isEqualTo("a");

            ExperimentStatus explained = workers.explain(status(JobState.QUEUED, queue, "idle"));

            assertThat(explained.jobs())
                    .extracting(JobStatus::message)
                    .containsExactly(
                            "",
                            "no worker takes idle now; it waits for one that is busy with another queue, or for a service that takes it");
        }
    }

    @Test
    void brokerIsNotAskedWithoutQueuedJobs() {
        ExperimentStatus running = status(JobState.RUNNING, "");
        try (QueueWorkers workers = new QueueWorkers(() -> {
            throw new AssertionError("not needed");
        })) {
            assertThat(workers.explain(running)).isEqualTo(running);
        }
    }
}
