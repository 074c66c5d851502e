package io.redoubt.system;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A fault, the requests that it applies to, and a limit on their number. */
final class StoreRule implements AutoCloseable {

    private final StoreProxy proxy;
    private final Predicate<StoreRequest> matches;
    private final int limit;
    private final StoreFault fault;
    private final AtomicInteger injected = new AtomicInteger();

    StoreRule(StoreProxy proxy, Predicate<StoreRequest> matches, int limit, StoreFault fault) {
        this.proxy = proxy;
        this.matches = matches;
        this.limit = limit;
        this.fault = fault;
    }

    /** Whether to inject the fault into this request. If so, the request is counted. */
    boolean strikes(StoreRequest request) {
        return matches.test(request) && injected.getAndUpdate(n -> Math.min(n + 1, limit)) < limit;
    }

    StoreFault fault() {
        return fault;
    }

    /** Number of injections. */
    int injected() {
        return injected.get();
    }

    @Override
    public void close() {
        proxy.remove(this);
    }
}
