package io.redoubt.pipeline.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;

/** Down when the poller's thread has died or makes no progress. */
@Liveness
@ApplicationScoped
public class PollerLivenessCheck implements HealthCheck {

    private final ShareGroupConnector connector;

    @Inject
    public PollerLivenessCheck(@Connector(ShareGroupConnector.NAME) ShareGroupConnector connector) {
        this.connector = connector;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("redoubt-queue")
                .status(connector.isAlive())
                .build();
    }
}
