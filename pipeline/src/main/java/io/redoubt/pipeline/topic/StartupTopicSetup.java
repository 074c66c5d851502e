package io.redoubt.pipeline.topic;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

/** Sets the cluster up before the channels open. */
@ApplicationScoped
class StartupTopicSetup {

    void onStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start, TopicSetup setup) {
        setup.ensure();
    }
}
