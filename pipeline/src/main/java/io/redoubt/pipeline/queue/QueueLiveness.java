package io.redoubt.pipeline.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;

/** Down when the thread that takes jobs has died. */
@Liveness
@ApplicationScoped
public class QueueLiveness implements HealthCheck {

    private final QueueConnector connector;

    @Inject
    public QueueLiveness(@Connector(QueueConnector.NAME) QueueConnector connector) {
        this.connector = connector;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("redoubt-queue")
                .status(connector.isAlive())
                .build();
    }
}
