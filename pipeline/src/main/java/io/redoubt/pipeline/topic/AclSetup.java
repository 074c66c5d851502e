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

/** Creates ACLs on the cluster. Requires the {@code ALTER} right on the cluster. */
public final class AclSetup {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final KafkaConnection connection;

    public AclSetup(KafkaConnection connection) {
        this.connection = connection;
    }

    /**
     * Creates the ACLs. Existing ACLs are kept.
     *
     * @throws IllegalStateException if the cluster refuses the request, for instance because it has no authorizer
     * @throws BrokerUnavailableException if the cluster does not respond within a minute
     */
    public void grant(List<AclBinding> acls) {
        try (Admin admin = connection.admin()) {
            admin.createAcls(acls).all().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            String reason = KafkaClientDiagnosis.in(e)
                    .map(KafkaClientDiagnosis::advice)
                    .orElseGet(() -> String.valueOf(e.getCause().getMessage()));
            throw new IllegalStateException(
                    "Kafka at " + connection.servers() + " did not accept the ACLs: " + reason, e.getCause());
        } catch (TimeoutException e) {
            throw new BrokerUnavailableException(
                    "no Kafka at " + connection.servers() + "; " + connection.silence(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailableException("interrupted while creating ACLs", e);
        }
    }
}
