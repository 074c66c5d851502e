package io.redoubt.pipeline.store;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.nio.file.Path;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Produces the store and the cache from the configuration. Neither connects before its first use. */
@ApplicationScoped
class StoreProducer {

    private static final Logger LOG = Logger.getLogger(StoreProducer.class);

    /** Creates the store at startup, so that invalid settings fail the start instead of the first job. */
    void onStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start, MinioObjectStore store) {
        LOG.debugf("the store is at %s", store.endpoint());
    }

    @Produces
    @Singleton
    MinioObjectStore store(StoreConfig config) {
        return new MinioObjectStore(config.settings());
    }

    void close(@Disposes MinioObjectStore store) {
        store.close();
    }

    @Produces
    @Singleton
    LocalCache cache(
            ObjectStore store,
            @ConfigProperty(name = "redoubt.cache", defaultValue = "${java.io.tmpdir}/redoubt-cache") Path folder,
            @ConfigProperty(name = "redoubt.cache-size", defaultValue = "8G") MemorySize maxBytes,
            Clock clock) {
        return new LocalCache(store, folder, maxBytes.asLongValue(), clock);
    }
}
