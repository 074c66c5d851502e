package io.redoubt.pipeline.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * A store that is asked again for a while when it cannot be reached, so that a short outage costs a wait and not a job's
 * work. A conditional write whose answer was lost is asked again too, and may then report its own object as another's.
 */
public final class RetryingObjectStore implements ObjectStore {

    private static final Logger LOG = Logger.getLogger(RetryingObjectStore.class);
    private static final Duration FIRST_REST = Duration.ofMillis(100);
    private static final Duration LONGEST_REST = Duration.ofSeconds(5);

    private final ObjectStore store;
    private final Duration patience;

    /** @param patience how long a request is repeated; the last failure is passed on */
    public RetryingObjectStore(ObjectStore store, Duration patience) {
        this.store = store;
        this.patience = patience;
    }

    @Override
    public boolean putIfAbsent(String key, byte[] content) {
        return ask(() -> store.putIfAbsent(key, content));
    }

    @Override
    public void put(String key, byte[] content) {
        ask(() -> {
            store.put(key, content);
            return key;
        });
    }

    @Override
    public void put(String key, Path file) {
        ask(() -> {
            store.put(key, file);
            return key;
        });
    }

    @Override
    public boolean replace(String key, byte[] content, String etag) {
        return ask(() -> store.replace(key, content, etag));
    }

    @Override
    public Optional<StoredObject> get(String key) {
        return ask(() -> store.get(key));
    }

    @Override
    public void download(String key, Path target) {
        ask(() -> {
            store.download(key, target);
            return key;
        });
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        return ask(() -> store.head(key));
    }

    @Override
    public List<String> list(String prefix) {
        return ask(() -> store.list(prefix));
    }

    @Override
    public List<ListedObject> objects(String prefix) {
        return ask(() -> store.objects(prefix));
    }

    @Override
    public void delete(String key) {
        ask(() -> {
            store.delete(key);
            return key;
        });
    }

    private <T> T ask(Supplier<T> request) {
        long deadline = System.nanoTime() + patience.toNanos();
        Duration rest = FIRST_REST;
        while (true) {
            try {
                return request.get();
            } catch (StoreUnavailableException e) {
                if (System.nanoTime() + rest.toNanos() > deadline
                        || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                LOG.warnf("asked again in %d ms: %s", rest.toMillis(), e.getMessage());
            }
            LockSupport.parkNanos(rest.toNanos());
            rest = rest.multipliedBy(2).compareTo(LONGEST_REST) < 0 ? rest.multipliedBy(2) : LONGEST_REST;
        }
    }
}
