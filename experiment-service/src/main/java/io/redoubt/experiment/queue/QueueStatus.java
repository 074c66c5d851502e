package io.redoubt.experiment.queue;

import io.redoubt.api.Topics;
import io.redoubt.api.event.WorkerDevice;
import io.redoubt.experiment.view.TrackedJob;
import io.redoubt.pipeline.queue.ShareGroupState;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The jobs and the workers of a work queue.
 *
 * @param stage name of the queue: its topic without {@code redoubt.jobs.}
 * @param topic its topic
 * @param waiting jobs that no worker runs
 * @param running jobs that a worker runs
 * @param lag all jobs that have not ended: {@code waiting + running}. This is the number of workers that the queue can use.
 * @param members number of workers: members of the queue's share group
 * @param workers the workers
 */
public record QueueStatus(
        String stage, String topic, long waiting, long running, long lag, int members, List<WorkerStatus> workers) {

    public QueueStatus {
        workers = List.copyOf(workers);
    }

    /** The stages of all queues. */
    static List<String> stages() {
        return Topics.queues().stream().map(QueueStatus::stage).toList();
    }

    /** The stage of a queue. */
    static String stage(String topic) {
        return topic.substring(Topics.QUEUE_PREFIX.length());
    }

    /**
     * Combines the numbers of the broker and of the tracker.
     *
     * <p>The lag of the broker counts offsets. The tracker writes in transactions, and the marker of a transaction
     * occupies an offset until a worker reads it. There is at most one marker for each job of the tracker, so the number
     * of jobs is at least the lag without these. It is also at least the number of jobs of the tracker. More than these
     * are records that the tracker does not know, such as those of a cancelled experiment, which a worker has to read.
     *
     * <p>The broker does not tell which records are acquired. A job counts as running if the tracker has seen it start and
     * not end; the worker may have died since, so no more jobs count than there are workers.
     *
     * @param jobs the tracker's jobs on this queue
     * @param running their workers, as far as known
     * @param devices returns the device of a worker, if it is known
     */
    static QueueStatus of(
            String topic,
            ShareGroupState group,
            Collection<TrackedJob> jobs,
            Map<String, WorkerJob> running,
            Function<String, Optional<WorkerDevice>> devices) {
        int members = group.members().size();
        long lag = Math.min(group.lag(), Math.max(jobs.size(), group.lag() - jobs.size()));
        long started = jobs.stream().filter(TrackedJob::running).count();
        long run = Math.min(lag, Math.min(started, members));
        List<WorkerStatus> workers = group.members().stream()
                .map(member -> new WorkerStatus(
                        member.worker(),
                        member.host(),
                        devices.apply(member.worker()),
                        Optional.ofNullable(running.get(member.worker()))))
                .toList();
        return new QueueStatus(stage(topic), topic, lag - run, run, lag, members, workers);
    }
}
