package io.redoubt.pipeline.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Checks that a store compares and writes atomically ({@code If-None-Match}, {@code If-Match}). Claims depend on it: with
 * a store that ignores the conditions, two workers could run the same job.
 */
public final class ConditionalWrites {

    private static final Logger LOG = Logger.getLogger(ConditionalWrites.class);
    private static final String WRONG_ETAG = "0".repeat(32);
    private static final int WRITERS = 8;
    private static final int ROUNDS = 3;

    private ConditionalWrites() {}

    /**
     * Writes a claim of no job, and deletes it.
     *
     * @return why claims cannot be stored, and the remedy; empty if they can
     */
    public static Optional<String> problem(ObjectStore store) {
        try {
            return ignored(store, StoreKeys.claim(newFingerprint()))
                    .map(condition -> "the store ignores " + condition
                            + ", but claims of jobs need atomic conditional writes; use a store that has them, such as MinIO"
                            + " or Amazon S3");
        } catch (StoreException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static Optional<String> ignored(ObjectStore store, String key) {
        store.putIfAbsent(key, content("first"));
        try {
            if (store.putIfAbsent(key, content("second"))) {
                return Optional.of("If-None-Match");
            }
            return store.replace(key, content("third"), WRONG_ETAG) ? Optional.of("If-Match") : Optional.empty();
        } finally {
            store.delete(key);
        }
    }

    /**
     * Lets several writers create and replace the same object at once, and deletes it. A store that compares first and
     * writes later accepts more than one of them, although it passes {@link #problem}. A store that passes may still do so
     * under another timing.
     *
     * @return why claims cannot be stored, and the remedy; empty if exactly one writer succeeded each time
     */
    public static Optional<String> race(ObjectStore store) {
        try {
            for (int round = 0; round < ROUNDS; round++) {
                Optional<String> problem = raceOnce(store, StoreKeys.claim(newFingerprint()));
                if (problem.isPresent()) {
                    return problem;
                }
            }
            return Optional.empty();
        } catch (StoreException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static Optional<String> raceOnce(ObjectStore store, String key) {
        try {
            int created = winners(writer -> store.putIfAbsent(key, content("created by " + writer)));
            if (created != 1) {
                return Optional.of(notAtomic(created, "created", "If-None-Match"));
            }
            String etag = store.get(key)
                    .orElseThrow(() -> new StoreException(key + " cannot be read although it was written"))
                    .etag();
            int replaced = winners(writer -> store.replace(key, content("replaced by " + writer), etag));
            return replaced == 1 ? Optional.empty() : Optional.of(notAtomic(replaced, "replaced", "If-Match"));
        } finally {
            store.delete(key);
        }
    }

    private static String notAtomic(int winners, String action, String condition) {
        return winners + " of " + WRITERS + " concurrent writers " + action + " the same object with " + condition
                + ", but claims of jobs need atomic conditional writes; use a store that has them, such as MinIO or"
                + " Amazon S3";
    }

    /** How many of concurrent writers succeed. Some stores answer a writer that loses with an error to be retried. */
    private static int winners(IntPredicate write) {
        CountDownLatch start = new CountDownLatch(1);
        AtomicInteger winners = new AtomicInteger();
        List<CompletableFuture<Void>> writers = IntStream.range(0, WRITERS)
                .mapToObj(writer -> CompletableFuture.runAsync(
                        () -> {
                            try {
                                start.await();
                                if (write.test(writer)) {
                                    winners.incrementAndGet();
                                }
                            } catch (StoreUnavailableException lost) {
                                LOG.debugf("writer %d: %s", writer, lost.getMessage());
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        task -> new Thread(task, "conditional-write").start()))
                .toList();
        start.countDown();
        try {
            writers.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreException refused ? refused : e;
        }
        return winners.get();
    }

    private static byte[] content(String text) {
        return ('"' + text + '"').getBytes(UTF_8);
    }

    static String newFingerprint() {
        return (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
    }
}
