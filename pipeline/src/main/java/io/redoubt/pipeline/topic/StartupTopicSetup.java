package io.redoubt.pipeline.topic;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

/** Sets up topics and share groups before the channels start. */
@ApplicationScoped
class StartupTopicSetup {

    void onStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start, TopicSetup setup) {
        setup.ensure();
    }
}
