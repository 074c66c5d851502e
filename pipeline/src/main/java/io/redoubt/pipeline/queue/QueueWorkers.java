package io.redoubt.pipeline.queue;

import io.redoubt.api.Topics;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.ExperimentStatus.JobStatus;
import io.redoubt.api.event.JobState;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeShareGroupsOptions;
import org.apache.kafka.clients.admin.ShareGroupDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Finds the queues that no worker takes jobs from: their share groups have no members. */
public final class QueueWorkers implements AutoCloseable {

    private static final int TIMEOUT_MS = 3_000;

    private final Supplier<Admin> connect;
    private Optional<Admin> admin = Optional.empty();

    /** @param connect creates the client on first use; {@link #close} closes it */
    public QueueWorkers(Supplier<Admin> connect) {
        this.connect = connect;
    }

    /** Returns the status with a message for each queued job that no worker takes. */
    public ExperimentStatus explain(ExperimentStatus status) {
        Set<String> queues = status.jobs().stream()
                .filter(job -> job.state() == JobState.QUEUED)
                .map(JobStatus::queue)
                .filter(queue -> !queue.isEmpty())
                .collect(Collectors.toSet());
        if (queues.isEmpty()) {
            return status;
        }
        Map<String, String> problems = problems(queues);
        return status.withJobs(status.jobs().stream()
                .map(job -> problems.containsKey(job.queue()) ? job.withMessage(problems.get(job.queue())) : job)
                .toList());
    }

    /** By queue, why no worker takes jobs from it, and the remedy. */
    private Map<String, String> problems(Set<String> queues) {
        Optional<String> withoutShareGroups = withoutShareGroups();
        if (withoutShareGroups.isPresent()) {
            return queues.stream().collect(Collectors.toMap(Function.identity(), queue -> withoutShareGroups.get()));
        }
        Set<String> all = new HashSet<>(Topics.queues());
        all.addAll(queues);
        Set<String> abandoned = withoutWorkers(all);
        boolean none = abandoned.equals(all);
        return queues.stream()
                .filter(abandoned::contains)
                .collect(Collectors.toMap(Function.identity(), queue -> message(queue, none)));
    }

    /** Why the cluster has no share groups; empty if it has them, or does not answer. */
    private Optional<String> withoutShareGroups() {
        try {
            return ShareGroupFeature.problem(
                    admin().describeFeatures().featureMetadata().get(TIMEOUT_MS, TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /**
     * Returns those of the queues whose share group has no members. A group that cannot be described counts as one with
     * members, because a client may lack the right or the broker may be unavailable. A worker of several queues leaves the
     * groups of the others while it runs a long job.
     */
    public Set<String> withoutWorkers(Collection<String> queues) {
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

    /** @param none whether no queue has a worker */
    private static String message(String queue, boolean none) {
        return "no worker takes " + queue
                + (none
                        ? "; start " + remedy(queue)
                        : " now; it waits for one that is busy with another queue, or for " + remedy(queue));
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
