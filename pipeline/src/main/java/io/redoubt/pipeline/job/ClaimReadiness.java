package io.redoubt.pipeline.job;

import io.redoubt.pipeline.queue.ShareGroupConnector;
import io.redoubt.pipeline.store.ConditionalWrites;
import io.redoubt.pipeline.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;

/** Ready once the store has proved that it supports conditional writes, or if this process runs no jobs. */
@Readiness
@ApplicationScoped
public class ClaimReadiness implements HealthCheck {

    private final ShareGroupConnector queues;
    private final ObjectStore store;
    private volatile boolean accepted;

    @Inject
    public ClaimReadiness(@Connector(ShareGroupConnector.NAME) ShareGroupConnector queues, ObjectStore store) {
        this.queues = queues;
        this.store = store;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("redoubt-claims");
        Optional<String> problem = accepted || !queues.isOpen() ? Optional.empty() : ConditionalWrites.problem(store);
        accepted = accepted || queues.isOpen() && problem.isEmpty();
        return problem.map(reason -> response.down().withData("reason", reason))
                .orElseGet(response::up)
                .build();
    }
}
