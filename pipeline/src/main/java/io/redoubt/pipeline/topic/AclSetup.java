package io.redoubt.pipeline.topic;

import io.redoubt.pipeline.kafka.BrokerUnavailableException;
import io.redoubt.pipeline.kafka.KafkaClientDiagnosis;
import io.redoubt.pipeline.kafka.KafkaConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;

/** Adds access rules to the cluster; needs the right to alter it. */
public final class AclSetup {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaConnection connection;

    public AclSetup(KafkaConnection connection) {
        this.connection = connection;
    }

    /**
     * Adds the rules; those that are there already stay.
     *
     * @throws IllegalStateException if the cluster refuses, for instance because it has no authorizer
     * @throws BrokerUnavailableException if it does not answer within a minute
     */
    public void grant(List<AclBinding> rules) {
        try (Admin admin = connection.admin()) {
            admin.createAcls(rules).all().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            String reason = KafkaClientDiagnosis.in(e)
                    .map(KafkaClientDiagnosis::advice)
                    .orElseGet(() -> String.valueOf(e.getCause().getMessage()));
            throw new IllegalStateException(
                    "Kafka at " + connection.servers() + " takes no rules: " + reason, e.getCause());
        } catch (TimeoutException e) {
            throw new BrokerUnavailableException(
                    "no Kafka at " + connection.servers() + "; " + connection.silence(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailableException("interrupted while adding rules", e);
        }
    }
}
