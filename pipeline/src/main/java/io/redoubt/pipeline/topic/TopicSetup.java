package io.redoubt.pipeline.topic;

import static io.redoubt.pipeline.topic.TopicSettings.UNCOMPRESSED;

import io.redoubt.api.Topics;
import io.redoubt.pipeline.kafka.BrokerUnavailableException;
import io.redoubt.pipeline.kafka.KafkaClientDiagnosis;
import io.redoubt.pipeline.kafka.KafkaConnection;
import io.redoubt.pipeline.queue.QueueConfig;
import io.redoubt.pipeline.queue.ShareGroupFeature;
import io.redoubt.pipeline.queue.ShareGroupSettings;
import io.redoubt.pipeline.retry.Backoff;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/**
 * Creates missing topics and configures the share groups of the queues. Existing topics are not changed, except that
 * {@code compression.type} is set where it has no value: earlier versions did not set it.
 */
@ApplicationScoped
public class TopicSetup {

    /**
     * Deliveries after which the broker archives a record. The limit on attempts is lower and produces a dead letter
     * first.
     */
    private static final String BROKER_DELIVERY_LIMIT = "10";

    private static final Logger LOG = Logger.getLogger(TopicSetup.class);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1));

    private final KafkaConnection connection;
    private final TopicConfig config;
    private final QueueConfig queues;

    @Inject
    public TopicSetup(KafkaConnection connection, TopicConfig config, QueueConfig queues) {
        this.connection = connection;
        this.config = config;
        this.queues = queues;
    }

    /**
     * Creates the topics and configures the groups, waiting for the broker if necessary. If {@code redoubt.kafka.setup}
     * is false, only checks that the broker accepts this client and has share groups, without waiting for a broker that
     * is down.
     *
     * @throws BrokerUnavailableException if the broker is not available within {@code redoubt.kafka.startup-timeout}
     * @throws IllegalStateException if the broker refuses the request or has no share groups
     */
    public void ensure() {
        if (config.setup()) {
            createAll();
        } else {
            checkAccess();
        }
    }

    /** Reports a rejected login or certificate at startup rather than at the first job. */
    private void checkAccess() {
        try (Admin admin = connection.admin()) {
            requireShareGroups(
                    admin.describeFeatures().featureMetadata().get(REQUEST_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            KafkaClientDiagnosis.in(e).ifPresent(refusal -> {
                throw refused(refusal);
            });
            LOG.warnf("no Kafka at %s yet; %s", connection.servers(), connection.silence());
        }
    }

    private void requireShareGroups(FeatureMetadata features) {
        ShareGroupFeature.problem(features).ifPresent(problem -> {
            throw new IllegalStateException("Kafka at " + connection.servers() + " cannot be used: " + problem);
        });
    }

    /**
     * Creates the topics and configures the groups, regardless of {@code redoubt.kafka.setup}.
     *
     * @throws BrokerUnavailableException if the broker is not available within {@code redoubt.kafka.startup-timeout}
     * @throws IllegalStateException if the broker refuses the request
     */
    public void createAll() {
        long deadline = System.nanoTime() + config.startupTimeout().toNanos();
        try (Admin admin = connection.admin()) {
            requireShareGroups(within(deadline, () -> admin.describeFeatures().featureMetadata()));
            Set<String> present = within(deadline, () -> admin.listTopics().names());
            List<NewTopic> missing = TopicSettings.all(config.replication()).stream()
                    .filter(topic -> !present.contains(topic.name()))
                    .toList();
            for (NewTopic topic : missing) {
                create(admin, topic, deadline);
            }
            Map<ConfigResource, Collection<AlterConfigOp>> changes = groupSettings();
            changes.putAll(compression(admin, present, deadline));
            within(deadline, () -> admin.incrementalAlterConfigs(changes).all());
        }
    }

    /** Sets the compression type of existing topics that have none of their own, see {@link TopicSettings}. */
    private Map<ConfigResource, Collection<AlterConfigOp>> compression(
            Admin admin, Set<String> present, long deadline) {
        List<ConfigResource> topics = TopicSettings.all(config.replication()).stream()
                .map(NewTopic::name)
                .filter(present::contains)
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        within(deadline, () -> admin.describeConfigs(topics).all()).forEach((topic, settings) -> {
            if (settings.get(UNCOMPRESSED.name()).source() != ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG) {
                changes.put(topic, List.of(new AlterConfigOp(UNCOMPRESSED, AlterConfigOp.OpType.SET)));
                LOG.infof("topic=%s %s is set to %s", topic.name(), UNCOMPRESSED.name(), UNCOMPRESSED.value());
            }
        });
        return changes;
    }

    private void create(Admin admin, NewTopic topic, long deadline) {
        try {
            within(deadline, () -> admin.createTopics(List.of(topic)).all());
        } catch (IllegalStateException e) {
            // Another process created it at the same time.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private Map<ConfigResource, Collection<AlterConfigOp>> groupSettings() {
        Map<String, String> settings = Map.of(
                "share.auto.offset.reset",
                "earliest",
                "share.isolation.level",
                "read_committed",
                "share.record.lock.duration.ms",
                Long.toString(queues.lock().toMillis()),
                "share.delivery.count.limit",
                BROKER_DELIVERY_LIMIT);
        List<AlterConfigOp> changes = settings.entrySet().stream()
                .map(setting -> new AlterConfigOp(
                        new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        Map<ConfigResource, Collection<AlterConfigOp>> groups = new HashMap<>();
        Topics.queues()
                .forEach(queue -> groups.put(
                        new ConfigResource(ConfigResource.Type.GROUP, ShareGroupSettings.of(queue)), changes));
        return groups;
    }

    /** Repeats the request until it succeeds or the deadline has passed. */
    private <T> T within(long deadline, Request<T> request) {
        for (int failures = 1; true; failures++) {
            try {
                return request.send().get(REQUEST_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BrokerUnavailableException("interrupted while waiting for " + connection.servers(), e);
            } catch (ExecutionException | TimeoutException e) {
                Throwable problem = e instanceof ExecutionException ? e.getCause() : e;
                KafkaClientDiagnosis.in(problem).ifPresent(refusal -> {
                    throw refused(refusal);
                });
                if (!(problem instanceof RetriableException) && !(problem instanceof TimeoutException)) {
                    throw new IllegalStateException(
                            "Kafka at " + connection.servers() + " refused the setup: " + problem.getMessage(),
                            problem);
                }
                if (System.nanoTime() > deadline) {
                    throw new BrokerUnavailableException(
                            "no Kafka at " + connection.servers() + " within "
                                    + config.startupTimeout().toSeconds() + " s; " + connection.silence(),
                            problem);
                }
            }
            LockSupport.parkNanos(BACKOFF.delay(failures).toNanos());
        }
    }

    private IllegalStateException refused(KafkaException refusal) {
        return new IllegalStateException(
                "Kafka at " + connection.servers() + " refused this process: " + KafkaClientDiagnosis.advice(refusal),
                refusal);
    }

    private interface Request<T> {
        KafkaFuture<T> send();
    }
}
