package io.redoubt.pipeline.config;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Logs environment variables that are probably misspelt when a process starts. */
@ApplicationScoped
class MisspeltVariables {

    private static final Logger LOG = Logger.getLogger(MisspeltVariables.class);

    void onStart(@Observes StartupEvent start) {
        KnownSettings.misspelt(System.getenv().keySet()).forEach(LOG::warn);
    }
}
