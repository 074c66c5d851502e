package io.redoubt.pipeline.store;

import io.redoubt.pipeline.meter.PipelineMeters;
import io.redoubt.pipeline.retry.Backoff;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Retries requests to a store that is unavailable, so that a short outage delays a job instead of failing it. A
 * conditional write whose response was lost is retried too, and may then report the object that it wrote itself as
 * another writer's.
 */
public final class RetryingObjectStore implements ObjectStore {

    private static final Logger LOG = Logger.getLogger(RetryingObjectStore.class);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));

    private final ObjectStore store;
    private final Duration timeout;

    /** @param timeout how long a request is retried; after that the last failure propagates */
    public RetryingObjectStore(ObjectStore store, Duration timeout) {
        this.store = store;
        this.timeout = timeout;
    }

    @Override
    public boolean putIfAbsent(String key, byte[] content) {
        return retry(() -> store.putIfAbsent(key, content));
    }

    @Override
    public void put(String key, byte[] content) {
        retry(() -> {
            store.put(key, content);
            return key;
        });
    }

    @Override
    public void put(String key, Path file) {
        retry(() -> {
            store.put(key, file);
            return key;
        });
    }

    @Override
    public boolean replace(String key, byte[] content, String etag) {
        return retry(() -> store.replace(key, content, etag));
    }

    @Override
    public Optional<StoredObject> get(String key) {
        return retry(() -> store.get(key));
    }

    @Override
    public void download(String key, Path target) {
        retry(() -> {
            store.download(key, target);
            return key;
        });
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        return retry(() -> store.head(key));
    }

    @Override
    public List<String> list(String prefix) {
        return retry(() -> store.list(prefix));
    }

    @Override
    public List<ListedObject> objects(String prefix) {
        return retry(() -> store.objects(prefix));
    }

    @Override
    public void delete(String key) {
        retry(() -> {
            store.delete(key);
            return key;
        });
    }

    private <T> T retry(Supplier<T> request) {
        long deadline = System.nanoTime() + timeout.toNanos();
        for (int failures = 1; true; failures++) {
            Duration delay = BACKOFF.delay(failures);
            try {
                return request.get();
            } catch (StoreUnavailableException e) {
                if (System.nanoTime() + delay.toNanos() > deadline
                        || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                PipelineMeters.storeRetry();
                LOG.warnf("failures=%d retry_ms=%d store unavailable: %s", failures, delay.toMillis(), e.getMessage());
            }
            LockSupport.parkNanos(delay.toNanos());
        }
    }
}
