package io.redoubt.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RetryingObjectStoreTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void requestIsRetriedUntilTheStoreRecovers() {
        ObjectStore store = new RetryingObjectStore(failing(new StoreUnavailableException("busy", null), 2), LONG);

        store.delete("key");

        assertThat(asked).hasValue(3);
    }

    @Test
    void rejectedRequestIsNotRetried() {
        ObjectStore store = new RetryingObjectStore(failing(new StoreException("denied"), 1), LONG);

        assertThatThrownBy(() -> store.delete("key")).hasMessage("denied");
        assertThat(asked).hasValue(1);
    }

    @Test
    void lastFailurePropagatesAfterTheTimeout() {
        ObjectStore store = new RetryingObjectStore(
                failing(new StoreUnavailableException("down", null), 9), Duration.ofMillis(150));

        assertThatThrownBy(() -> store.delete("key")).hasMessage("down");
        assertThat(asked).hasValue(2);
    }

    /** A store whose first answers are failures. */
    private ObjectStore failing(RuntimeException failure, int times) {
        return (ObjectStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    if (asked.incrementAndGet() <= times) {
                        throw failure;
                    }
                    return null;
                });
    }
}
