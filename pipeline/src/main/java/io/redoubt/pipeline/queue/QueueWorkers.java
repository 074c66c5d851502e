package io.redoubt.pipeline.queue;

import io.redoubt.api.Topics;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.ExperimentStatus.JobStatus;
import io.redoubt.api.event.JobState;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeShareGroupsOptions;
import org.apache.kafka.clients.admin.ShareGroupDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Finds the queues that no worker takes jobs from. */
public final class QueueWorkers implements AutoCloseable {

    private static final int TIMEOUT_MS = 3_000;

    private final Supplier<Admin> connect;
    private Optional<Admin> admin = Optional.empty();

    /** @param connect returns a client, which is closed with this; called when it is needed first */
    public QueueWorkers(Supplier<Admin> connect) {
        this.connect = connect;
    }

    /**
     * Returns the status with a message for each queued job that no worker takes. There is none while a job of the
     * experiment runs: a process that takes several queues leaves the share groups of the others during a long job.
     */
    public ExperimentStatus explain(ExperimentStatus status) {
        if (status.jobs().stream().anyMatch(job -> job.state() == JobState.RUNNING)) {
            return status;
        }
        Set<String> queues = status.jobs().stream()
                .filter(job -> job.state() == JobState.QUEUED)
                .map(JobStatus::queue)
                .filter(queue -> !queue.isEmpty())
                .collect(Collectors.toSet());
        if (queues.isEmpty()) {
            return status;
        }
        Set<String> abandoned = withoutWorkers(queues);
        return status.withJobs(status.jobs().stream()
                .map(job -> abandoned.contains(job.queue()) ? job.withMessage(message(job.queue())) : job)
                .toList());
    }

    /**
     * Returns those of the queues whose share group has no members. A group that cannot be described counts as one with
     * members, because a client may lack the right or the broker may be unavailable.
     */
    Set<String> withoutWorkers(Collection<String> queues) {
        Map<String, String> groups =
                queues.stream().collect(Collectors.toMap(ShareGroupSettings::of, Function.identity()));
        return admin()
                .describeShareGroups(groups.keySet(), new DescribeShareGroupsOptions().timeoutMs(TIMEOUT_MS))
                .describedGroups()
                .entrySet()
                .stream()
                .filter(group -> isEmpty(group.getValue()))
                .map(group -> groups.get(group.getKey()))
                .collect(Collectors.toSet());
    }

    private synchronized Admin admin() {
        Admin open = admin.orElseGet(connect);
        admin = Optional.of(open);
        return open;
    }

    @Override
    public synchronized void close() {
        admin.ifPresent(Admin::close);
    }

    private static boolean isEmpty(KafkaFuture<ShareGroupDescription> group) {
        try {
            return group.get().members().isEmpty();
        } catch (ExecutionException e) {
            return e.getCause() instanceof GroupIdNotFoundException;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String message(String queue) {
        return "no worker takes " + queue + "; start " + remedy(queue)
                + ", unless a worker of several queues is busy with another experiment";
    }

    private static String remedy(String queue) {
        if (queue.startsWith(Topics.PRETRAIN_PREFIX)) {
            return "a pretrain-service with REDOUBT_PRETRAIN_TASKS=" + queue.substring(Topics.PRETRAIN_PREFIX.length())
                    + " or all";
        }
        return switch (queue) {
            case Topics.FINETUNE -> "a finetune-service";
            case Topics.ATTACK -> "an attack-service";
            case Topics.EVALUATE -> "an eval-service";
            default -> "a service that takes it";
        };
    }
}
