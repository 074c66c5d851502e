package io.redoubt.pipeline.quarkus;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.redoubt.pipeline.Stack;
import io.redoubt.pipeline.store.StoreSettings;
import java.util.Map;

/** Connects the application to the broker and the store of the tests. */
public class StackResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        EarlyCommands.send();
        StoreSettings store = Stack.newBucket();
        return Map.of(
                "kafka.bootstrap.servers", Stack.servers(),
                "redoubt.queue.lock", "1s",
                "redoubt.store.endpoint", store.endpoint().toString(),
                "redoubt.store.bucket", store.bucket(),
                "redoubt.store.access-key", store.accessKey(),
                "redoubt.store.secret-key", store.secretKey(),
                "otel.exporter.otlp.endpoint", SpanCollector.INSTANCE.endpoint(),
                "otel.bsp.schedule.delay", "100");
    }

    @Override
    public void stop() {
        // All tests share the servers.
    }
}
