package io.redoubt.experiment.queue;

import static java.util.stream.Collectors.groupingBy;

import io.redoubt.api.Topics;
import io.redoubt.experiment.view.AttemptSummary;
import io.redoubt.experiment.view.JobHistories;
import io.redoubt.experiment.view.TrackedJob;
import io.redoubt.experiment.view.TrackedJobs;
import io.redoubt.pipeline.kafka.BrokerUnavailableException;
import io.redoubt.pipeline.kafka.KafkaConnection;
import io.redoubt.pipeline.queue.ShareGroupState;
import io.redoubt.pipeline.queue.ShareGroups;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The status of all work queues. The broker is asked once per second at most, whoever asks. */
@ApplicationScoped
public class QueueMonitor {

    private static final Duration MAX_AGE = Duration.ofSeconds(1);

    private final ShareGroups groups;
    private final TrackedJobs jobs;
    private final JobHistories histories;
    private final TimedCache<List<QueueStatus>> cache = new TimedCache<>(this::read, MAX_AGE, System::nanoTime);

    QueueMonitor(KafkaConnection kafka, TrackedJobs jobs, JobHistories histories) {
        this.groups = new ShareGroups(kafka);
        this.jobs = jobs;
        this.histories = histories;
    }

    /**
     * All queues.
     *
     * @throws BrokerUnavailableException if the numbers are not known
     */
    public List<QueueStatus> all() {
        return cache.get();
    }

    /**
     * The queue of one stage.
     *
     * @param stage the topic without {@code redoubt.jobs.}, such as {@code finetune} or {@code pretrain.rotation}
     * @throws UnknownQueueException if there is no such queue
     * @throws BrokerUnavailableException if the numbers are not known
     */
    public QueueStatus one(String stage) {
        if (!QueueStatus.stages().contains(stage)) {
            throw new UnknownQueueException(stage);
        }
        return all().stream()
                .filter(queue -> queue.stage().equals(stage))
                .findFirst()
                .orElseThrow();
    }

    private List<QueueStatus> read() {
        Map<String, ShareGroupState> states = groups.read(Topics.queues());
        // Read after the broker, because a job that the broker knows and the tracker does not counts twice.
        Map<String, List<TrackedJob>> tracked = jobs.inFlight().stream().collect(groupingBy(TrackedJob::queue));
        return Topics.queues().stream()
                .map(topic -> {
                    List<TrackedJob> onQueue = tracked.getOrDefault(topic, List.of());
                    return QueueStatus.of(topic, states.get(topic), onQueue, running(onQueue), histories::device);
                })
                .toList();
    }

    /** The running jobs by the name of their worker. */
    private Map<String, WorkerJob> running(List<TrackedJob> jobs) {
        Map<String, WorkerJob> running = new HashMap<>();
        for (TrackedJob job : jobs) {
            histories
                    .of(job.fingerprint())
                    .latest()
                    .filter(attempt -> attempt.outcome() == AttemptSummary.Outcome.RUNNING)
                    .ifPresent(attempt -> running.put(attempt.worker(), WorkerJob.of(job, attempt)));
        }
        return running;
    }

    @PreDestroy
    void close() {
        groups.close();
    }
}
