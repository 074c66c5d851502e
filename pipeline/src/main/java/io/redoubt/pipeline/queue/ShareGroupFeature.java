package io.redoubt.pipeline.queue;

import io.redoubt.pipeline.kafka.KafkaConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.SupportedVersionRange;

/** The cluster's feature {@code share.version}: whether it has share groups (KIP-932), which the queues need. */
public final class ShareGroupFeature {

    private static final String NAME = "share.version";
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private ShareGroupFeature() {}

    /** Why the cluster has no share groups, and the remedy; empty if it has them. */
    public static Optional<String> problem(FeatureMetadata features) {
        FinalizedVersionRange enabled = features.finalizedFeatures().get(NAME);
        if (enabled != null && enabled.maxVersionLevel() > 0) {
            return Optional.empty();
        }
        SupportedVersionRange supported = features.supportedFeatures().get(NAME);
        return Optional.of(
                supported != null && supported.maxVersion() > 0
                        ? "the cluster has no share groups: kafka-features upgrade --feature share.version=1"
                        : "the cluster has no share groups: upgrade the brokers to Kafka 4.3 or newer");
    }

    /** Asks the cluster. Also returns a problem if no broker answers within 3 s. */
    static Optional<String> problem(KafkaConnection kafka, Admin admin) {
        try {
            return problem(admin.describeFeatures().featureMetadata().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            return Optional.of("no answer from Kafka at " + kafka.servers() + "; " + kafka.silence());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted while waiting for Kafka at " + kafka.servers());
        }
    }
}
