package io.redoubt.cli.doctor;

import io.redoubt.api.Plural;
import io.redoubt.api.Topics;
import io.redoubt.cli.client.ClientSettings;
import io.redoubt.cli.client.ExperimentClient;
import io.redoubt.pipeline.kafka.KafkaClientDiagnosis;
import io.redoubt.pipeline.queue.QueueWorkers;
import io.redoubt.pipeline.queue.ShareGroupFeature;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;

/** Checks of the Kafka cluster of a deployment. */
public final class KafkaChecks {

    private static final String KAFKA = "kafka";
    private static final long TIMEOUT_SECONDS = 10;

    private final ClientSettings cluster;

    public KafkaChecks(ClientSettings cluster) {
        this.cluster = cluster;
    }

    /** The cluster did not answer, or refused the client. */
    private static final class NoAnswerException extends Exception {
        private static final long serialVersionUID = 1L;

        NoAnswerException(String message) {
            super(message);
        }
    }

    /** Passes each result to {@code results} as soon as it is known. */
    public void run(Consumer<Check> results) {
        try (Admin admin = new ExperimentClient(cluster).admin()) {
            int brokers = answer(admin.describeCluster().nodes()).size();
            results.accept(Check.ok(KAFKA, cluster.servers() + ", " + Plural.of(brokers, "broker")));
            String problem = ShareGroupFeature.problem(
                            answer(admin.describeFeatures().featureMetadata()))
                    .orElse("");
            results.accept(problem.isEmpty() ? Check.ok("share groups", "enabled") : shareGroups(problem));
            results.accept(topics(answer(admin.listTopics().names())));
            if (problem.isEmpty()) {
                results.accept(workers(admin));
            }
        } catch (NoAnswerException e) {
            results.accept(Check.fail(KAFKA, e.getMessage()));
        } catch (KafkaException e) {
            results.accept(Check.fail(KAFKA, "cannot create a client: " + KafkaClientDiagnosis.unusable(e)));
        }
    }

    private <T> T answer(KafkaFuture<T> request) throws NoAnswerException {
        try {
            return request.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new NoAnswerException(KafkaClientDiagnosis.in(e)
                    .map(refusal -> cluster.servers() + " refused this client; " + KafkaClientDiagnosis.advice(refusal))
                    .orElseGet(() ->
                            cluster.servers() + " does not answer; " + KafkaClientDiagnosis.silence(cluster.values())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswerException("interrupted while waiting for " + cluster.servers());
        }
    }

    /** The problem has the form {@code what: command}. */
    private static Check shareGroups(String problem) {
        int end = problem.indexOf(": ");
        return Check.fail("share groups", problem.substring(0, end), problem.substring(end + 2));
    }

    private static Check topics(Set<String> present) {
        Set<String> missing = new TreeSet<>(Topics.queues());
        missing.addAll(Set.of(
                Topics.EXPERIMENTS, Topics.EVENTS, Topics.STATUS, Topics.RESULTS, Topics.CONTROL, Topics.DEAD_LETTERS));
        int all = missing.size();
        missing.removeAll(present);
        return missing.isEmpty()
                ? Check.ok("topics", "all " + all + " exist")
                : Check.warn(
                        "topics",
                        "missing, or not visible to this user: " + String.join(", ", missing),
                        "start the services, or create them with `redoubt setup`");
    }

    private static Check workers(Admin admin) {
        Set<String> queues = new TreeSet<>(new QueueWorkers(() -> admin).withoutWorkers(Topics.queues()));
        return queues.isEmpty()
                ? Check.ok("workers", "every queue has one")
                : Check.warn(
                        "workers",
                        "none takes " + String.join(", ", queues),
                        "start the services of these queues; their jobs wait until then");
    }
}
