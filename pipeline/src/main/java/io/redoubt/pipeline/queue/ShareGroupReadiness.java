package io.redoubt.pipeline.queue;

import io.redoubt.pipeline.kafka.KafkaConnection;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready if the cluster answers and has share groups. */
@Readiness
@ApplicationScoped
public class ShareGroupReadiness implements HealthCheck {

    private final KafkaConnection kafka;
    private Optional<Admin> admin = Optional.empty();

    @Inject
    public ShareGroupReadiness(KafkaConnection kafka) {
        this.kafka = kafka;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("redoubt-share-groups");
        Optional<String> problem = ShareGroupFeature.problem(kafka, client());
        return problem.map(reason -> response.down().withData("reason", reason))
                .orElseGet(response::up)
                .build();
    }

    /** One client for all calls. */
    private synchronized Admin client() {
        if (admin.isEmpty()) {
            admin = Optional.of(kafka.admin());
        }
        return admin.get();
    }

    @PreDestroy
    synchronized void close() {
        admin.ifPresent(Admin::close);
        admin = Optional.empty();
    }
}
