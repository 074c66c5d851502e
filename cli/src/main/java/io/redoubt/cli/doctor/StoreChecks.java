package io.redoubt.cli.doctor;

import io.redoubt.pipeline.store.ClockSkew;
import io.redoubt.pipeline.store.ConditionalWrites;
import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.pipeline.store.StoreException;
import io.redoubt.pipeline.store.StoreKeys;
import io.redoubt.pipeline.store.StoreUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** Checks of the store of a deployment. */
public final class StoreChecks {

    /** S3 servers refuse requests whose time differs by more than 15 minutes. */
    private static final Duration SKEW = Duration.ofSeconds(10);

    private static final String WRITES = "store writes";

    private final String title;
    private final ObjectStore store;
    private final InstantSource clock;

    /**
     * @param title endpoint and bucket
     * @param store the store without retries
     * @param clock the clock of this machine
     */
    public StoreChecks(String title, ObjectStore store, InstantSource clock) {
        this.title = title;
        this.store = store;
        this.clock = clock;
    }

    /** Passes each result to {@code results} as soon as it is known. */
    public void run(Consumer<Check> results) {
        try {
            store.list(StoreKeys.PROBE);
            results.accept(Check.ok("store", title));
        } catch (StoreException e) {
            results.accept(Check.fail("store", e.getMessage()));
            return;
        }
        try {
            Check clock = clock();
            results.accept(conditionalWrites());
            results.accept(clock);
        } catch (StoreUnavailableException e) {
            results.accept(Check.fail(WRITES, e.getMessage()));
        } catch (StoreException e) {
            results.accept(Check.warn(
                    WRITES,
                    e.getMessage(),
                    "only workers need to write claims of jobs: run this check" + " with the key pair of one"));
        }
    }

    private Check conditionalWrites() {
        Optional<String> problem = ConditionalWrites.problem(store).or(() -> ConditionalWrites.race(store));
        return problem.map(message -> Check.fail(WRITES, message))
                .orElseGet(() -> Check.ok(WRITES, "conditional writes are atomic"));
    }

    private Check clock() {
        Duration skew = ClockSkew.measure(store, clock);
        String found = "%+.1f s from the clock of this machine".formatted(skew.toMillis() / 1000.0);
        return skew.abs().compareTo(SKEW) < 0
                ? Check.ok("store clock", found)
                : Check.warn("store clock", found, "synchronise the clocks, for example with chrony");
    }
}
