package io.redoubt.pipeline.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready if the store responds. A missing object counts as a response. */
@Readiness
@ApplicationScoped
public class StoreReadiness implements HealthCheck {

    private final ObjectStore store;

    @Inject
    public StoreReadiness(ObjectStore store) {
        this.store = store;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("redoubt-store");
        try {
            store.head(StoreKeys.PROBE);
            return response.up().build();
        } catch (StoreException e) {
            return response.down().withData("reason", e.getMessage()).build();
        }
    }
}
