package io.redoubt.experiment.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimedCacheTest {

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1);
    private final AtomicInteger queries = new AtomicInteger();

    private TimedCache<Integer> cache(boolean failing) {
        return new TimedCache<>(
                () -> {
                    int query = queries.incrementAndGet();
                    if (failing) {
                        throw new IllegalStateException("query " + query);
                    }
                    return query;
                },
                Duration.ofNanos(100),
                nanoTime::get);
    }

    @Test
    void queriesAgainWhenTheValueIsOld() {
        TimedCache<Integer> cache = cache(false);
        assertThat(cache.get()).isEqualTo(1);

        nanoTime.addAndGet(99);
        assertThat(cache.get()).isEqualTo(1);
        nanoTime.addAndGet(1);
        assertThat(cache.get()).isEqualTo(2);
    }

    @Test
    void remembersAFailure() {
        TimedCache<Integer> cache = cache(true);

        assertThatThrownBy(cache::get).hasMessage("query 1");
        assertThatThrownBy(cache::get).hasMessage("query 1");
        nanoTime.addAndGet(100);
        assertThatThrownBy(cache::get).hasMessage("query 2");
    }
}
